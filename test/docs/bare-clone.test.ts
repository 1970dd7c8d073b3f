import { deepEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('on a bare clone, where nothing is installed', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const starts = Object.entries(scripts).flatMap(([name, command]) => {
    const [, path] = /^node (scripts\/\S+)$/.exec(command) ?? [];
    return path ? [{ name, path }] : [];
  });

  it('there are the commands of the first day', () => {
    const names = starts.map(({ name }) => name);
    for (const name of ['demo', 'editor', 'test', 'package', 'bench']) ok(names.includes(name), name);
  });

  for (const { name, path } of starts) {
    it(`npm run ${name} starts: until it has installed something it needs Node alone`, async () => {
      const { metafile } = await build({
        entryPoints: [join(root, path)],
        absWorkingDir: root,
        bundle: true,
        packages: 'external',
        platform: 'node',
        format: 'esm',
        write: false,
        outdir: 'dist/test',
        metafile: true,
        logLevel: 'silent',
        // Loaded later: what is asked for by import().
        external: ['./editor/main.ts', './packages/contents.mjs'],
      });
      const needed = Object.values(metafile.inputs)
        .flatMap(({ imports }) => imports)
        .filter(({ external, kind }) => external && kind === 'import-statement');
      deepEqual(
        needed.map(({ path: it }) => it).filter((it) => !it.startsWith('node:')),
        [],
      );
    });
  }
});
