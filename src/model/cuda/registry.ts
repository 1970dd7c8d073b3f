import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The address of the npm registry that the user's own npm is told to use, by its environment or its `.npmrc` (one for
 * the scope goes before the general one); otherwise the public one. Ends with a slash.
 */
export async function npmRegistry(
  environment: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): Promise<string> {
  const named = (name: string) =>
    Object.entries(environment).find(([key]) => key.toLowerCase() === name)?.[1] || undefined;
  const file = named('npm_config_userconfig') ?? join(home, '.npmrc');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split(/\r?\n/);
  const written = (key: string) =>
    lines
      .map((line) => line.split('='))
      .filter(([name]) => name?.trim() === key)
      .map(([, ...value]) =>
        value
          .join('=')
          .trim()
          .replace(/^(["'])(.*)\1$/, '$2'),
      )
      .at(-1);
  const address =
    written('@node-llama-cpp:registry') ??
    named('npm_config_registry') ??
    written('registry') ??
    'https://registry.npmjs.org/';
  return address.endsWith('/') ? address : `${address}/`;
}
