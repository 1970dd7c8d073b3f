import { runSuite } from './runSuite.ts';
import { writeWhole } from './writeWhole.ts';

/**
 * Runs the suite that `VERDICT_HOST_SUITE` names: the `extensionTestsPath` of desktop VS Code. Its result goes
 * to `VERDICT_HOST_RESULT`, when set.
 *
 * @throws when a test failed
 */
export async function run(): Promise<void> {
  const suiteFile = process.env.VERDICT_HOST_SUITE;
  if (!suiteFile) throw new Error('VERDICT_HOST_SUITE must name the bundled test file to run.');
  const result = await runSuite(suiteFile);
  const resultFile = process.env.VERDICT_HOST_RESULT;
  if (resultFile) await writeWhole(resultFile, JSON.stringify(result));
  if (result.failed.length > 0) {
    const reasons = result.failed.map(({ title, message, stack }) => `${title}: ${message}\n${stack}`);
    throw new Error(`${result.failed.length} tests failed in the extension host.\n${reasons.join('\n')}`);
  }
}
