import { deepEqual, equal } from 'node:assert/strict';
import type { SandboxTier } from '../../src/judge/index.ts';
import { appliesTo, HostileGround, hostilePrograms, platformOfTier } from './hostile-corpus.ts';
import { judged } from './open.ts';

for (const [tier, platform] of Object.entries(platformOfTier) as [SandboxTier, string][]) {
  if (platform !== 'any' && platform !== process.platform) {
    it(`hostile programs in the sandbox "${tier}": only on ${platform}`);
    continue;
  }
  describe(`hostile programs in the sandbox "${tier}"`, function () {
    this.timeout(120_000);
    let ground: HostileGround;

    before(async () => {
      ground = await HostileGround.open(tier);
      if (!ground.works) console.log(`      ${tier}: ${JSON.stringify(ground.judge.sandbox.tiers)}`);
    });

    beforeEach(function () {
      if (!ground.works) this.skip();
    });

    after(() => ground?.[Symbol.asyncDispose]());

    for (const file of hostilePrograms.filter((name) => appliesTo(name, tier))) {
      it(`contains ${file}`, async function () {
        const end = await ground.run(file);
        if (!end) this.skip();
        deepEqual(end.breaches, []);
      });
    }

    it('still judges an honest program', async () => {
      const end = await judged(
        ground.judge.judge({ language: 'python', source: 'print(int(input()) + 1)' }, [
          { name: '1', input: '1\n', answer: '2\n' },
        ]),
      );
      equal(end.verdict, 'AC', end.reason);
    });
  });
}
