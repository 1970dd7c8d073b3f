/** `npm run test:desktop`: the suite inside the extension host, in a desktop VS Code that is downloaded. */
import { node, setUp } from './setup.mjs';

setUp();
process.exitCode = node(['--import', 'tsx', 'scripts/desktop/main.ts']);
