import assert from 'node:assert/strict';
import { verdict } from './verdict.ts';

describe('verdict completion', function () {
  this.timeout(60_000);

  it('prints a script for each shell, and refuses others', async () => {
    for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
      const { code, stdout } = await verdict(['completion', shell]);
      assert.equal(code, 0, shell);
      assert.match(stdout, /verdict/, shell);
    }
    assert.equal((await verdict(['completion', 'tcsh'])).code, 2);
  });

  it('suggests commands and the choices of an option', async () => {
    assert.match((await verdict(['complete', '--', 'so'])).stdout, /^solve\t/m);
    assert.match((await verdict(['complete', '--', 'solve', '--contest-guard', ''])).stdout, /^block/m);
  });
});
