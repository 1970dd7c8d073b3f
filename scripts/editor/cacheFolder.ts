import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder for what can be fetched again: `$VERDICT_CACHE`, else the platform's own cache folder. Nothing is
 * created here.
 */
export function cacheFolder(): string {
  const chosen = process.env.VERDICT_CACHE;
  if (chosen) return chosen;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'verdict');
  if (process.platform === 'win32') {
    return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'verdict', 'Cache');
  }
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'verdict');
}
