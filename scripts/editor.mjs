/** `npm run editor [-- FOLDER] [--port N]`: VS Code in the browser with the extension and the examples. */
import { join } from 'node:path';
import { node, root, setUp } from './setup.mjs';

setUp({ build: false });
process.exitCode = node(['scripts/package.mjs']);
if (process.exitCode === 0) {
  // In this process, so that whoever ends it ends the editor too.
  const { register } = await import('tsx/esm/api');
  register();
  process.chdir(root);
  process.argv.splice(2, 0, '--vsix', join(root, 'dist', 'verdict.vsix'));
  await import('./editor/main.ts');
}
