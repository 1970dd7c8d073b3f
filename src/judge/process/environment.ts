import { delimiter, dirname } from 'node:path';

/**
 * The environment of every judged program: nothing of the user's but what a toolchain cannot start without.
 * `tools` are absolute paths whose folders go on PATH.
 */
export function clearedEnvironment(
  folder: string,
  tools: string[],
  extra: Record<string, string> = {},
): Record<string, string> {
  const folders = new Set(tools.map((tool) => dirname(tool)));
  if (process.platform === 'win32') {
    const root = process.env.SystemRoot ?? 'C:\\Windows';
    return {
      PATH: [...folders, `${root}\\System32`, root].join(delimiter),
      SystemRoot: root,
      TEMP: folder,
      TMP: folder,
      USERPROFILE: folder,
      PATHEXT: '.COM;.EXE;.BAT;.CMD',
      ...extra,
    };
  }
  return {
    PATH: [...folders, '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
    HOME: folder,
    TMPDIR: folder,
    LANG: 'C.UTF-8',
    ...extra,
  };
}
