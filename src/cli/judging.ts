import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import * as z from 'zod';
import { type Judge, openJudge, readUserLanguages, type UserLanguage } from '../judge/index.ts';
import { cacheFolder } from '../model/index.ts';
import { UsageError } from './exit.ts';

/** The same keys as the editor's settings, without `verdict.` before them. */
const Config = z.strictObject({ languages: z.unknown().optional(), timeFactors: z.boolean().optional() });

/** Gives a command that judges the option to name its configuration. */
export function addConfigOption(command: Command): Command {
  return command.option('--config <file>', `own languages and time factors (default: ${configFile()})`);
}

/**
 * Opens the judge with the user's own languages, for `parallel` runs side by side (absent: by the cores). Throws a
 * UsageError that names what is wrong with the file.
 */
export async function judgeGiven(config: string | undefined, parallel?: number): Promise<Judge> {
  const { languages, timeFactors } = await readConfig(config);
  return openJudge({ cacheFolder: cacheFolder(), languages, timeFactors, parallel });
}

/** Where the command line looks for its configuration when none is named. */
function configFile(): string {
  const folder =
    process.platform === 'win32'
      ? (process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'))
      : process.env.XDG_CONFIG_HOME || join(homedir(), '.config');
  return join(folder, 'verdict', 'config.json');
}

async function readConfig(
  given: string | undefined,
): Promise<{ languages?: UserLanguage[]; timeFactors?: boolean }> {
  const path = given ?? configFile();
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (given === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`);
  }
  try {
    const config = Config.safeParse(JSON.parse(text));
    if (!config.success) throw new Error(z.prettifyError(config.error));
    return { ...config.data, languages: readUserLanguages(config.data.languages) };
  } catch (error) {
    throw new UsageError(`${path}: ${(error as Error).message}`);
  }
}
