import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cli = join(root, 'dist', 'cli.mjs');
const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => join('docs', name));
const top = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'];
const pages = [...top, ...inDocs].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

describe('the documents', function () {
  this.timeout(120_000);

  it('name commands and options that there are', () => {
    const helps = new Map<string, string>();
    const helpOf = (words: string[]) => {
      const key = words.join(' ');
      const known = helps.get(key);
      if (known !== undefined) return known;
      const { status, stdout } = spawnSync(process.execPath, [cli, ...words, '--help'], { encoding: 'utf8' });
      const help = status === 0 ? stdout : '';
      helps.set(key, help);
      return help;
    };
    let checked = 0;
    for (const { path, text } of pages) {
      for (const command of commandsIn(text)) {
        const [first, ...others] = command.split(/\s+/).slice(1);
        // "verdict help grade" is "verdict grade --help".
        const words = first === 'help' && others.length > 0 ? others : [first ?? '', ...others];
        const names: string[] = [];
        // Names of commands come first; what the usage does not begin with is an argument.
        for (const word of words) {
          const longer = [...names, word];
          if (!/^[a-z]+$/.test(word) || !helpOf(longer).startsWith(`Usage: verdict ${longer.join(' ')}`))
            break;
          names.push(word);
        }
        assert.ok(names.length > 0 || words[0]?.startsWith('-'), `${path}: "${command}" is no command`);
        for (const option of words.filter((word) => word.startsWith('--')))
          assert.match(helpOf(names), new RegExp(`${option}\\b`), `${path}: "${command}" has no ${option}`);
        checked++;
      }
    }
    assert.ok(checked > 40);
  });

  it('name npm scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const { path, text } of pages)
      for (const [, name = ''] of text.matchAll(/\bnpm run (?:-s )?([a-z][\w:]*)/g))
        assert.ok(name in scripts, `${path}: there is no "npm run ${name}"`);
  });

  it('have the same commands in Chinese', () => {
    const chinese = pages.filter(({ path }) => dirname(path) === join('docs', 'zh-cn'));
    assert.ok(chinese.length > 10);
    for (const { path, text } of chinese) {
      const english = pages.find((page) => page.path === join('docs', basename(path)));
      assert.ok(english, `${path}: there is no such page in English`);
      assert.deepEqual(fenced(text), fenced(english.text), path);
    }
  });

  it('link to what is there, the Chinese ones by the English names', () => {
    for (const { path, text } of pages)
      for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(target)) continue;
        const [file = '', anchor] = target.split('#');
        const linked = file ? join(root, dirname(path), file) : join(root, path);
        assert.ok(existsSync(linked), `${path}: ${target} is not there`);
        if (anchor) assert.ok(anchorsOf(readFileSync(linked, 'utf8')).includes(anchor), `${path}: ${target}`);
      }
  });
});

/** `verdict ...`, in blocks for a shell and in the text; without comments, and to the first pipe. */
function commandsIn(text: string): string[] {
  const inline = [...text.matchAll(/`(verdict (?:[^`]|\n)+)`/g)].map(([, command = '']) => command);
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.split('\n'));
  return [...inline, ...blocks]
    .map((line) =>
      line
        .replace(/\s+#.*$/, '')
        .replace(/\s*(?:\||&&|;).*$/, '')
        .trim(),
    )
    .filter((line) => line.startsWith('verdict '));
}

/** The lines of fenced blocks, without comments and without what `npm run docs` wrote. */
function fenced(text: string): string[] {
  const own = text.replace(/<!-- (.+): written by npm run docs -->[\s\S]*?<!-- end of \1 -->/g, '');
  return [...own.matchAll(/^```[\s\S]*?^```$/gm)]
    .flatMap(([block]) => block.split('\n'))
    .map((line) => line.replace(/\s+# .*$/, ''));
}

/** The names under which headings, and places with an id, can be linked to. */
function anchorsOf(text: string): string[] {
  const ids = [...text.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, id = '']) => id);
  const titles = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
  return [...ids, ...titles];
}
