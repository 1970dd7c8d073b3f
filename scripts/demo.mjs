/** `npm run demo [-- FILE] [--model PRESET] ...`: from a bare clone to a solved problem in the terminal. */
import { node, setUp } from './setup.mjs';

setUp();
process.exitCode = node(['dist/cli.mjs', 'demo', ...process.argv.slice(2)]);
