import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { withPlans } from './table.ts';

/** Writes the table of presets and their plans into docs/models.md. */
const page = fileURLToPath(new URL('../../docs/models.md', import.meta.url));
await writeFile(page, withPlans(await readFile(page, 'utf8')));
