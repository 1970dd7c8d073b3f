/** A function a judge calls, as written in some language. Types are that language's own spelling. */
export interface Signature {
  languageId: string;
  name: string;
  parameters: { name: string; type: string }[];
  /** Empty where the language states none; `void` and the like where nothing is returned. */
  returns: string;
  /** True when it is a method of `class Solution`. */
  method: boolean;
}

const longestCode = 400_000;

/**
 * What a judge looks at after the call: the value returned, the first argument that was changed, or a count that was
 * returned and so many elements of that argument.
 */
export type LooksAt = 'result' | 'argument' | 'prefix';

/** The function a judge would call in this code: the last public method of `Solution`, or the last free function. */
export function signatureOf(code: string, languageId: string): Signature | undefined {
  if (code.length > longestCode) return undefined;
  const text = withoutComments(code, languageId);
  switch (languageId) {
    case 'python':
      return python(text);
    case 'cpp':
    case 'c':
      return curly(
        text,
        'cpp',
        /^[ \t]*(?:(?:public|static|inline|virtual)\s+)*((?:const\s+)?[\w:]+(?:<[\w:<>,*& ]{1,120}>)?(?:\s?[*&])*)\s+(\w{1,60})\s*\(([^(){};]{0,600})\)\s*(?:const\s*)?\{/gm,
      );
    case 'java':
      return curly(
        text,
        'java',
        /^[ \t]*public\s+(?:static\s+|final\s+)*([\w.]+(?:<[\w<>,.? ]{1,120}>)?(?:\[\]){0,3})\s+(\w{1,60})\s*\(([^(){};]{0,600})\)\s*\{/gm,
      );
    case 'javascript':
      return javascript(text, code);
    case 'typescript':
      return typescript(text);
    case 'go':
      return go(text);
    case 'rust':
      return rust(text);
    default:
      return undefined;
  }
}

function withoutComments(code: string, languageId: string): string {
  if (languageId === 'python') return code.replace(/^[ \t]*#.*$/gm, '');
  return withoutBlockComments(code.replace(/\/\/[^\n]*/g, ''));
}

function withoutBlockComments(code: string): string {
  let kept = '';
  let from = 0;
  for (let open = code.indexOf('/*'); open >= 0; open = code.indexOf('/*', from)) {
    const close = code.indexOf('*/', open + 2);
    if (close < 0) break;
    kept += code.slice(from, open);
    from = close + 2;
  }
  return kept + code.slice(from);
}

function python(code: string): Signature | undefined {
  const inClass = /^class\s+Solution\b/m.test(code);
  const pattern = inClass
    ? /^[ \t]+def\s+([a-zA-Z]\w{0,60})\s*\(\s*self\s*,?([^()]{0,600}(?:\([^()]{0,80}\)[^()]{0,80}){0,4})\)\s*(?:->\s*([^:\n]{1,120}))?:/gm
    : /^def\s+([a-zA-Z]\w{0,60})\s*\(([^()]{0,600}(?:\([^()]{0,80}\)[^()]{0,80}){0,4})\)\s*(?:->\s*([^:\n]{1,120}))?:/gm;
  const body = inClass ? code.slice(code.search(/^class\s+Solution\b/m)) : code;
  const found = inClass
    ? body.matchAll(pattern).next().value
    : [...body.matchAll(pattern)].filter((match) => match[1] !== 'main').pop();
  if (!found?.[1]) return undefined;
  const parameters = split(found[2] ?? '').map((part) => {
    const [name = '', type = ''] = divide(part.replace(/=.*$/, ''), ':');
    return { name, type };
  });
  return {
    languageId: 'python',
    name: found[1],
    parameters,
    returns: (found[3] ?? '').trim(),
    method: inClass,
  };
}

/** C++ and Java: `Type name(Type a, Type b) {`. */
function curly(code: string, languageId: 'cpp' | 'java', pattern: RegExp): Signature | undefined {
  const start = code.search(/\bclass\s+Solution\b/);
  const body = start < 0 ? code : code.slice(start);
  const visible =
    languageId === 'cpp' && start >= 0 ? body.slice(Math.max(0, body.search(/\bpublic\s*:/))) : body;
  const all = [...visible.matchAll(pattern)].filter(
    (match) =>
      !/^(?:main|if|for|while|switch|return|else)$/.test(match[2] ?? '') &&
      !/^(?:return|else|new|case)\b/.test(match[1] ?? ''),
  );
  const found =
    start < 0 ? all.pop() : (all.find((match) => languageId === 'java' || match !== undefined) ?? undefined);
  if (!found?.[1] || !found[2]) return undefined;
  const parameters = split(found[3] ?? '').map((part) => {
    const match = /^(.*?[\s*&>\]])(\w+)((?:\[\])*)$/.exec(part.trim());
    return { name: match?.[2] ?? '', type: `${(match?.[1] ?? part).trim()}${match?.[3] ?? ''}` };
  });
  return { languageId, name: found[2], parameters, returns: found[1].trim(), method: start >= 0 };
}

function javascript(code: string, withDoc: string): Signature | undefined {
  const all = [
    ...code.matchAll(
      /^(?:(?:var|let|const)\s+(\w{1,60})\s*=\s*(?:function\s*\w{0,60}\s*)?\(([^()]{0,400})\)|function\s+(\w{1,60})\s*\(([^()]{0,400})\))/gm,
    ),
  ];
  const found = all.pop();
  const name = found?.[1] ?? found?.[3];
  if (!found || name === undefined) return undefined;
  const types = new Map(
    [...withDoc.matchAll(/@param\s*\{([^{}\n]{1,80})\}\s*(\w{1,60})/g)].map((match) => [
      match[2] ?? '',
      match[1] ?? '',
    ]),
  );
  const parameters = split(found[2] ?? found[4] ?? '').map((part) => ({
    name: part.trim(),
    type: types.get(part.trim()) ?? '',
  }));
  const returns = [...withDoc.matchAll(/@returns?\s*\{([^{}\n]{1,120})\}/g)].pop()?.[1] ?? '';
  return {
    languageId: 'javascript',
    name,
    parameters,
    returns: /^void\b/.test(returns) ? 'void' : returns,
    method: false,
  };
}

function typescript(code: string): Signature | undefined {
  const found = [
    ...code.matchAll(
      /^(?:export\s+)?function\s+(\w{1,60})\s*\(([^()]{0,600})\)\s*(?::\s*([^{\n]{1,160}))?\{/gm,
    ),
  ].pop();
  if (!found?.[1]) return undefined;
  const parameters = split(found[2] ?? '').map((part) => {
    const [name = '', type = ''] = divide(part, ':');
    return { name: name.replace('?', ''), type };
  });
  return {
    languageId: 'typescript',
    name: found[1],
    parameters,
    returns: (found[3] ?? '').trim(),
    method: false,
  };
}

function go(code: string): Signature | undefined {
  const found = [...code.matchAll(/^func\s+(\w{1,60})\s*\(([^()]{0,600})\)\s*([^{\n]{0,120})\{/gm)]
    .filter((match) => match[1] !== 'main')
    .pop();
  if (!found?.[1]) return undefined;
  const parts = split(found[2] ?? '').map((part) => part.trim());
  const parameters = parts.map((part, index) => {
    const own = divide(part, ' ');
    const type =
      own[1] ||
      parts
        .slice(index + 1)
        .map((later) => divide(later, ' ')[1])
        .find((later) => later) ||
      '';
    return { name: own[0] ?? '', type };
  });
  return {
    languageId: 'go',
    name: found[1],
    parameters,
    returns: (found[3] ?? '').trim() || 'void',
    method: false,
  };
}

function rust(code: string): Signature | undefined {
  const found = code
    .matchAll(/\bpub\s+fn\s+(\w{1,60})\s*\(([^()]{0,600})\)\s*(?:->\s*([^{\n]{1,160}))?\{/g)
    .next().value;
  if (!found?.[1]) return undefined;
  const parameters = split(found[2] ?? '').map((part) => {
    const [name = '', type = ''] = divide(part, ':');
    return { name: name.replace(/^mut\s+/, ''), type };
  });
  return {
    languageId: 'rust',
    name: found[1],
    parameters,
    returns: (found[3] ?? 'void').trim(),
    method: /\bimpl\s+Solution\b/.test(code),
  };
}

/** Cuts a parameter list at commas outside brackets. */
export function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if ('<[({'.includes(sign)) depth++;
    else if ('>])}'.includes(sign)) depth--;
    else if (sign === ',' && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts.map((part) => part.trim()).filter((part) => part !== '' && part !== '/' && part !== '*');
}

function divide(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text.trim(), ''] : [text.slice(0, index).trim(), text.slice(index + 1).trim()];
}
