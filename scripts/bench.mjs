/** `npm run bench [-- NAME] [--json]`: each figure next to its peer's, measured side by side in one run. */
import { node, setUp } from './setup.mjs';

setUp();
process.exitCode = node(['--import', 'tsx', 'scripts/bench/main.ts', ...process.argv.slice(2)]);
