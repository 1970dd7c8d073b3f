import { join } from 'node:path';
import type { Install, Language } from './language.ts';

const everywhere = (how: string): Install => ({ debian: how, macos: how, windows: how });
const common = {
  extensions: [],
  languageIds: [],
  versionArguments: ['--version'],
  timeFactor: 1,
  reservesMemory: true,
  processes: 256,
};
const shell = { tools: { shell: ['sh'] }, install: everywhere('a POSIX shell') };

/**
 * What only the validators and graders of problem packages are written in: programs that come with the scripts
 * `build` and `run`, and the two input validation languages of the format. Nobody writes submissions in them.
 */
export const packageLanguages: readonly Language[] = [
  {
    ...common,
    ...shell,
    id: 'build-script',
    name: 'a build script',
    fileName: () => 'build',
    compile: ({ folder }) => [join(folder, 'build')],
    run: ({ folder }) => [join(folder, 'run')],
  },
  {
    ...common,
    ...shell,
    id: 'run-script',
    name: 'a run script',
    fileName: () => 'run',
    run: ({ folder }) => [join(folder, 'run')],
  },
  {
    ...common,
    id: 'checktestdata',
    name: 'Checktestdata',
    // DOMjudge's own, or the one in Python.
    tools: { checktestdata: ['checktestdata', 'pyctd'] },
    install: everywhere('pip install checktestdata'),
    fileName: () => 'validator.ctd',
    run: ({ tools, source }) => [tools.checktestdata ?? '', source],
  },
  {
    ...common,
    id: 'viva',
    name: 'VIVA',
    tools: { viva: ['viva', 'viva.sh'] },
    install: everywhere('put viva.sh of Kattis problemtools on your PATH'),
    fileName: () => 'validator.viva',
    run: ({ tools, source }) => [tools.viva ?? '', source],
  },
];
