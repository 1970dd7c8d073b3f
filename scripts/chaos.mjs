/**
 * `npm run chaos [-- ROUNDS [SEED [FAULT]]]`: things go wrong at random moments, in folders of its own: processes are killed, kept
 * files broken, the disk fills up, the clock jumps, the model's server goes away. After each round nothing may be left
 * running, nothing finished may be lost, and the next start must work.
 */
import { node, setUp } from './setup.mjs';

setUp();
process.exitCode = node(['--import', 'tsx', 'scripts/chaos/main.ts', ...process.argv.slice(2)]);
