import { homedir } from 'node:os';
import { dirname, sep } from 'node:path';

/** The folders a tool needs: its installation, or only its own folder where that would be the user's home. */
export function toolFolders(tool: string): string[] {
  const folder = dirname(tool);
  const installation = dirname(folder);
  const home = homedir();
  return home === installation || home.startsWith(installation + sep) ? [folder] : [installation];
}
