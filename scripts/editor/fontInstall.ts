import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from './installOnce.ts';
import { npmInstall } from './npmInstall.ts';

/** Noto Sans for Simplified Chinese, under the SIL Open Font License. */
const CHINESE = { name: '@embedpdf/fonts-sc', version: '1.0.0' };
const FILES = ['NotoSansHans-Regular.otf', 'NotoSansHans-Bold.otf'];

/**
 * Fonts for a browser on a machine that may have none: those of the system, those in `latin`, and a Chinese one from
 * npm, installed into `folder` once. Gives back the path of a configuration for fontconfig.
 */
export async function ensureFonts(folder: string, latin: string, signal?: AbortSignal): Promise<string> {
  const target = join(folder, `fonts-${CHINESE.version}`);
  const installed = await installOnce(target, 'a Chinese font', async (partial) => {
    await writeFile(join(partial, 'package.json'), '{ "private": true }\n');
    await npmInstall(partial, [`${CHINESE.name}@${CHINESE.version}`], signal);
    const fonts = join(partial, 'node_modules', CHINESE.name, 'fonts');
    for (const file of FILES) await copyFile(join(fonts, file), join(partial, file));
    await rm(join(partial, 'node_modules'), { recursive: true, force: true });
    await writeFile(join(partial, 'fonts.conf'), configuration([latin, target]));
  });
  return join(installed, 'fonts.conf');
}

/** What the system prefers comes first; where it has nothing, Latin letters are not taken from the Chinese font. */
function configuration(folders: string[]): string {
  const families = ['sans-serif', 'serif', 'monospace', 'system-ui'].map(
    (family) =>
      `  <alias><family>${family}</family><default><family>Open Sans</family><family>Noto Sans Hans</family></default></alias>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${folders.map((folder) => `  <dir>${folder}</dir>`).join('\n')}
${families.join('\n')}
</fontconfig>
`;
}
