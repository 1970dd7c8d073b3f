import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const read = (name: string) => readFile(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');

describe('what package.json shows', () => {
  it('is there in English and in Chinese, and nothing else is', async () => {
    const manifest = await read('package.json');
    const used = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key).sort();
    for (const name of ['package.nls.json', 'package.nls.zh-cn.json']) {
      const texts: Record<string, string> = JSON.parse(await read(name));
      assert.deepEqual(Object.keys(texts).sort(), used, name);
      for (const [key, text] of Object.entries(texts)) assert.notEqual(text.trim(), '', `${name}: ${key}`);
    }
  });

  it('leads to the same commands and names the same settings in both', async () => {
    const [english, chinese] = await Promise.all(
      ['package.nls.json', 'package.nls.zh-cn.json'].map(async (name) => JSON.parse(await read(name))),
    );
    const marks = (text: string) =>
      [...text.matchAll(/`[^`]+`|command:[\w.]+|\{\w+\}/g)].map(([it]) => it).sort();
    for (const [key, text] of Object.entries<string>(english))
      assert.deepEqual(marks(chinese[key]), marks(text), key);
  });

  it('has no title that is written out', async () => {
    const { contributes } = JSON.parse(await read('package.json'));
    for (const { command, title } of contributes.commands) assert.match(title, /^%command\..+%$/, command);
  });
});
