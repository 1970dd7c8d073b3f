/**
 * `npm run licences`: writes THIRD_PARTY.md, the licence of every package that is bundled or shipped.
 * With --check it only says whether that file is up to date.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { thirdParty } from './packages/third-party.mjs';
import { root } from './setup.mjs';

/** Licences that let us ship what they cover under MIT. */
const welcome =
  /^\(?(MIT|ISC|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|Python-2\.0|CC0-1\.0|Unlicense|MPL-2\.0)\b/;

const target = join(root, 'THIRD_PARTY.md');
const rows = thirdParty();
const unwelcome = rows.filter((it) => !welcome.test(it.licence));
const text = `# Third-party software

What Verdict ships besides its own code, each under its own licence, whose text lies in the package.
This page is written by \`npm run licences\`.

Models are not shipped: they are fetched when the user asks for one, under their own licences, which
\`verdict models\` names. \`testlib.h\` is not shipped either: the user's or the package's own is used.

| package | version | licence |
| --- | --- | --- |
${rows.map((it) => `| ${it.name} | ${it.version} | ${it.licence} |`).join('\n')}
`;

if (unwelcome.length > 0) {
  console.error(
    `These may not be shipped as they are: ${unwelcome.map((it) => `${it.name} (${it.licence})`).join(', ')}`,
  );
  process.exitCode = 1;
} else if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
  console.error('THIRD_PARTY.md is out of date. Run "npm run licences".');
  process.exitCode = 1;
}
