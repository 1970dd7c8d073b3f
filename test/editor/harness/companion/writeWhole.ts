import { rename, writeFile } from 'node:fs/promises';

/** Writes a file under its name only when it is whole: whoever waits for it never sees half of it. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.partial`, text);
  await rename(`${file}.partial`, file);
}
