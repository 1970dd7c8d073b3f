import { transform } from 'sucrase';

/**
 * TypeScript as JavaScript that Node runs: types are taken away, not checked. A program that calls `require`
 * becomes CommonJS, one that only imports stays a module. Throws the parser's error when it is no TypeScript.
 */
export function javaScriptOf(source: string): { fileName: string; content: string } {
  const asModule = /^\s*(import|export)\b/m.test(source) && !/\brequire\s*\(/.test(source);
  const { code } = transform(source, {
    transforms: asModule ? ['typescript'] : ['typescript', 'imports'],
    disableESTransforms: true,
    filePath: 'solution.ts',
  });
  return { fileName: asModule ? 'solution.mjs' : 'solution.js', content: code };
}
