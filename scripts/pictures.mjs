/** `npm run pictures`: takes the pictures of the documentation from the real editor. */
import { node, setUp } from './setup.mjs';

setUp({ build: false });
process.exitCode =
  node(['scripts/package.mjs']) ||
  node(['--import', 'tsx', 'scripts/pictures/main.ts', ...process.argv.slice(2)]);
