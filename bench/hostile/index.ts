import type { SandboxTier } from '../../src/judge/index.ts';
import {
  appliesTo,
  HostileGround,
  hostilePrograms,
  platformOfTier,
} from '../../test/judge/hostile-corpus.ts';
import type { Figure } from '../figure.ts';

/**
 * The hostile corpus in every tier that works here: a table of verdicts on stderr, and a figure for each tier.
 * `-` in the table: the tier promises nothing against this program, or its language is not installed.
 */
export async function figures(): Promise<Figure[]> {
  const tiers = (Object.keys(platformOfTier) as SandboxTier[]).filter((tier) =>
    ['any', process.platform].includes(platformOfTier[tier]),
  );
  const table = new Map(hostilePrograms.map((file) => [file, [] as string[]]));
  const all: Figure[] = [];
  for (const tier of tiers) {
    await using ground = await HostileGround.open(tier);
    let contained = 0;
    let tried = 0;
    const escaped: string[] = [];
    for (const [file, row] of table) {
      const end = ground.works && appliesTo(file, tier) ? await ground.run(file) : undefined;
      row.push(end ? (end.breaches.length > 0 ? `${end.verdict} ESCAPED` : end.verdict) : '-');
      if (!end) continue;
      console.error(`${tier}: ${file} ${end.verdict} ${end.breaches.join(', ')}`.trimEnd());
      tried++;
      if (end.breaches.length === 0) contained++;
      else escaped.push(`${file}: ${end.breaches.join(', ')}`);
    }
    const why = ground.judge.sandbox.tiers.find((probed) => probed.tier === tier)?.reason;
    all.push({
      name: `hostile programs contained in the sandbox "${tier}"`,
      ...(ground.works ? { value: contained } : {}),
      unit: `of ${tried}`,
      peer: ground.works ? escaped.join('; ') || 'none escaped' : `it does not work here: ${why}`,
      bar: 'all that the tier promises to contain',
      met: !ground.works || contained === tried,
    });
  }
  console.error(`| program | ${tiers.join(' | ')} |\n|---|${tiers.map(() => '---|').join('')}`);
  for (const [file, row] of table) console.error(`| ${file} | ${row.join(' | ')} |`);
  return all;
}
