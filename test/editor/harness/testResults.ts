import { fileURLToPath } from 'node:url';

/** Where tests leave what a person may want to look at. Not kept in git. */
export const testResults = fileURLToPath(new URL('../../../test-results', import.meta.url));
