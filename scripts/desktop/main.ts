import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { buildCompanion, bundleHostSuite } from '../../test/editor/harness/index.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'verdict-desktop-'));
try {
  const companion = join(folder, 'companion');
  await buildCompanion(companion);
  const suiteFile = await bundleHostSuite(join(project, 'test/editor/host/suite.ts'), join(folder, 'suite'));
  await runTests({
    extensionDevelopmentPath: project,
    extensionTestsPath: join(companion, 'suite.cjs'),
    extensionTestsEnv: { VERDICT_HOST_SUITE: suiteFile },
    launchArgs: [join(project, 'examples'), '--disable-workspace-trust', '--disable-extensions'],
  });
  console.log('The suite passed in desktop VS Code.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(
    'Desktop VS Code is downloaded for this test; without that network, "npm test" runs the same suite.',
  );
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
