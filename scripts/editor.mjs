/** `npm run editor [-- FOLDER] [--port N]`: VS Code in the browser with the extension and the examples. */
import { join } from 'node:path';
import { node, root, setUp } from './setup.mjs';

setUp({ build: false });
const packed = node(['scripts/package.mjs']);
process.exitCode =
  packed ||
  node([
    '--import',
    'tsx',
    'scripts/editor/main.ts',
    '--vsix',
    join(root, 'dist', 'verdict.vsix'),
    ...process.argv.slice(2),
  ]);
