import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where downloads and compile results are kept: `$VERDICT_CACHE`, or `verdict` in the platform's cache folder
 * (XDG base directories on Linux, `~/Library/Caches` on macOS, `%LOCALAPPDATA%` on Windows).
 */
export function cacheFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (environment.VERDICT_CACHE) return environment.VERDICT_CACHE;
  if (platform === 'win32')
    return join(environment.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'verdict');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'verdict');
  return join(environment.XDG_CACHE_HOME || join(home, '.cache'), 'verdict');
}

/** Where model files lie. */
export function modelsFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return join(cacheFolder(environment), 'models');
}
