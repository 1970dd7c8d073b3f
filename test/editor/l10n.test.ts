import { strict as assert } from 'node:assert';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { slashCommands } from '../../src/webview/protocol.ts';

const read = (name: string) => readFile(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');

describe('what package.json shows', () => {
  it('is there in English and in Chinese, and nothing else is', async () => {
    const manifest = await read('package.json');
    const used = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key).sort();
    for (const name of ['package.nls.json', 'package.nls.zh-cn.json']) {
      const texts: Record<string, string> = JSON.parse(await read(name));
      assert.deepEqual(Object.keys(texts).sort(), used, name);
      for (const [key, text] of Object.entries(texts)) assert.notEqual(text.trim(), '', `${name}: ${key}`);
    }
  });

  it('leads to the same commands and names the same settings in both', async () => {
    const [english, chinese] = await Promise.all(
      ['package.nls.json', 'package.nls.zh-cn.json'].map(async (name) => JSON.parse(await read(name))),
    );
    const marks = (text: string) =>
      [...text.matchAll(/`[^`]+`|command:[\w.]+|\{\w+\}/g)].map(([it]) => it).sort();
    for (const [key, text] of Object.entries<string>(english))
      assert.deepEqual(marks(chinese[key]), marks(text), key);
  });

  it('has no title that is written out', async () => {
    const { contributes } = JSON.parse(await read('package.json'));
    for (const { command, title } of contributes.commands) assert.match(title, /^%command\..+%$/, command);
  });
});

/** The calls through which a text is translated at run time. */
const looksUp = /^(l10n\.t|words|t|counted)$/;

/** The texts that are translated at run time, and the literals of everything that could be one. */
async function textsOfSource(): Promise<{ translated: Set<string>; all: Set<string> }> {
  const root = fileURLToPath(new URL('../../src/', import.meta.url));
  const translated = new Set<string>(Object.values(slashCommands));
  const all = new Set<string>();
  const names = await readdir(root, { recursive: true });
  for (const name of names.filter((it) => /^(extension|webview|solver)[\\/].*\.tsx?$/.test(it))) {
    const source = ts.createSourceFile(
      name,
      await readFile(join(root, name), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node)) all.add(node.text);
      if (ts.isCallExpression(node) && looksUp.test(node.expression.getText())) {
        const texts = node.expression.getText() === 'counted' ? node.arguments.slice(1) : [node.arguments[0]];
        for (const text of texts) if (text && ts.isStringLiteralLike(text)) translated.add(text.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { translated, all };
}

describe('what the extension says at run time', () => {
  const chinese = async (): Promise<Record<string, string>> =>
    JSON.parse(await read('l10n/bundle.l10n.zh-cn.json'));

  it('is there in Chinese, and nothing else is', async () => {
    const { translated, all } = await textsOfSource();
    const texts = Object.keys(await chinese());
    assert.deepEqual(
      [...translated].filter((text) => !texts.includes(text)),
      [],
      'without a translation',
    );
    assert.deepEqual(
      texts.filter((text) => !all.has(text)),
      [],
      'translated, but said nowhere',
    );
  });

  it('has the same places, icons and code in both', async () => {
    const marks = (text: string) =>
      [...text.matchAll(/\{\d\}|\$\([\w-]+\)|`[^`]+`/g)].map(([it]) => it).sort();
    for (const [english, text] of Object.entries(await chinese()))
      assert.deepEqual(marks(text), marks(english), english);
  });

  it('is never put into a dialog without being looked up', async () => {
    const root = fileURLToPath(new URL('../../src/extension/', import.meta.url));
    const found: string[] = [];
    for (const name of (await readdir(root, { recursive: true })).filter((it) => it.endsWith('.ts'))) {
      const text = await readFile(join(root, name), 'utf8');
      const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
      const visit = (node: ts.Node): void => {
        if (ts.isCallExpression(node) && /\bshow\w+(Message|Pick|Box)$/.test(node.expression.getText()))
          for (const it of node.arguments)
            if (ts.isStringLiteralLike(it) || ts.isTemplateExpression(it))
              found.push(`${name}: ${it.getText()}`);
        const isShown =
          ts.isPropertyAssignment(node) &&
          /^(title|placeHolder|prompt|tooltip|detail|openLabel)$/.test(node.name.getText());
        if (
          isShown &&
          ts.isStringLiteralLike(node.initializer) &&
          !/^(Verdict)?$/.test(node.initializer.text)
        )
          found.push(`${name}: ${node.getText()}`);
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
    assert.deepEqual(found, []);
  });

  it('is never drawn in a webview without being looked up', async () => {
    const root = fileURLToPath(new URL('../../src/webview/', import.meta.url));
    const names = await readdir(root, { recursive: true });
    const found: string[] = [];
    for (const name of names.filter((it) => /\.tsx$/.test(it) && !/^page[\\/]/.test(it))) {
      const text = await readFile(join(root, name), 'utf8');
      const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
      const visit = (node: ts.Node): void => {
        if (ts.isCallExpression(node) && looksUp.test(node.expression.getText())) return;
        if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
        if (ts.isJsxAttribute(node) && /^(class|href|id|key)$/.test(node.name.getText())) return;
        if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) found.push(`${name}: ${node.text.trim()}`);
        if (isProse(node)) found.push(`${name}: ${node.getText()}`);
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
    assert.deepEqual(found, []);
  });
});

/** A literal that reads like words for a person: one that begins in upper case or holds more than one word. */
function isProse(node: ts.Node): boolean {
  const parts = ts.isTemplateExpression(node)
    ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
    : ts.isStringLiteralLike(node)
      ? [node.text]
      : [];
  // A class of the style sheet, or a key to compare with.
  if (parts.some((text) => /^chip /.test(text)) || isCompared(node)) return false;
  return parts.some((text) => /^[A-Z][a-z]|\p{L} \p{L}|\p{L}[.:…]/u.test(text));
}

function isCompared({ parent }: ts.Node): boolean {
  return parent && ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText());
}
