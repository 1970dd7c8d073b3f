import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostResult } from './companion/hostResult.ts';
import { saveEvidence } from './evidence.ts';
import { openScene, type SceneOptions } from './scene.ts';
import { until } from './until.ts';

export interface HostSuiteOptions extends SceneOptions {
  /** A test file as `bundleHostSuite` makes it. */
  suiteFile: string;
  /** Names the folder in `test-results/` for what is kept when a test fails. */
  name: string;
  /** How long the suite may run, in ms, after the window is open. Default: 120 000. */
  timeoutMs?: number;
}

/**
 * Runs a mocha suite inside a real extension host and gives back what came of it. When a test failed or the
 * suite did not end in time, a picture and the logs are kept.
 *
 * @throws when the suite did not end in time
 */
export async function runHostSuite(options: HostSuiteOptions): Promise<HostResult> {
  const { suiteFile, name, timeoutMs = 120_000, ...sceneOptions } = options;
  const root = await mkdtemp(join(tmpdir(), 'verdict-suite-'));
  try {
    const resultFile = join(root, 'result.json');
    await using scene = await openScene({
      ...sceneOptions,
      env: { ...sceneOptions.env, VERDICT_HOST_SUITE: suiteFile, VERDICT_HOST_RESULT: resultFile },
    });
    const read = async (): Promise<HostResult> => JSON.parse(await readFile(resultFile, 'utf8'));
    const result = await until('the result of the suite', read, { timeoutMs }).catch(async (error: Error) => {
      const kept = await saveEvidence(name, scene);
      throw new Error(`The suite ${suiteFile} did not end. The logs of its extension host are in ${kept}.`, {
        cause: error,
      });
    });
    if (result.failed.length > 0) await saveEvidence(name, scene);
    return result;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
