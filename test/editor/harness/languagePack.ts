import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Sets the window's language by a language pack without a word in it: the window itself stays English, extensions get
 * the language and bring their own words. Gives back the pack's folder, to be put among the extensions.
 */
export async function setLanguage(language: string, root: string, userDataDir: string): Promise<string> {
  const pack = join(root, 'language-pack');
  const translations = join(pack, 'translations.json');
  await mkdir(pack, { recursive: true });
  await mkdir(join(userDataDir, 'User'), { recursive: true });
  await writeFile(translations, JSON.stringify({ contents: {} }));
  const localizations = [
    { languageId: language, translations: [{ id: 'vscode', path: './translations.json' }] },
  ];
  await writeFile(
    join(pack, 'package.json'),
    JSON.stringify({
      name: 'language-pack',
      publisher: 'verdict-test',
      version: '0.0.1',
      engines: { vscode: '^1.104.0' },
      contributes: { localizations },
    }),
  );
  await writeFile(join(userDataDir, 'User', 'argv.json'), JSON.stringify({ locale: language }));
  // The server's own record of packs, which it makes too late for the first window.
  const identifier = { id: 'verdict-test.language-pack' };
  const record = {
    hash: 'none',
    extensions: [{ extensionIdentifier: identifier, version: '0.0.1' }],
    translations: { vscode: translations },
  };
  await writeFile(join(userDataDir, 'languagepacks.json'), JSON.stringify({ [language]: record }));
  return pack;
}
