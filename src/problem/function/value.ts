/**
 * A value as function-style judges write it (numbers, "strings", 'c', booleans, null, nested lists) in one
 * canonical spelling: JSON without spaces. Numbers keep their digits, however large. Undefined when the text
 * is no such value.
 */
export function canonicalValue(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 2_000_000) return undefined;
  let out = '';
  for (let at = 0; at < trimmed.length; at++) {
    const sign = trimmed[at] ?? '';
    if (sign === '"' || sign === "'") {
      const end = closingQuote(trimmed, at);
      if (end === undefined) return undefined;
      const inner = trimmed.slice(at + 1, end);
      out += `"${sign === "'" ? inner.replaceAll("\\'", "'").replace(/(?<!\\)"/g, '\\"') : inner}"`;
      at = end;
    } else if (!/\s/.test(sign)) out += sign;
  }
  const spelled = out.replace(
    /\b(True|False|None|nil)\b(?=[,\]]|$)/g,
    (word) => ({ True: 'true', False: 'false' })[word] ?? 'null',
  );
  return isValue(spelled) ? spelled : undefined;
}

function closingQuote(text: string, open: number): number | undefined {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[open]) return at;
  }
  return undefined;
}

function isValue(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return value === null || typeof value !== 'object' || Array.isArray(value);
  } catch {
    return false;
  }
}

/** The type a canonical value shows, as far as one example can: `int`, `double`, `bool`, `string`, `int[]`, ... */
export function typeOfValue(canonical: string): string {
  const value: unknown = JSON.parse(canonical);
  const visit = (item: unknown, spelling: string): string => {
    if (typeof item === 'boolean') return 'bool';
    if (typeof item === 'string') return 'string';
    if (Array.isArray(item)) {
      const first: unknown =
        item.find((element) => element !== null && !(Array.isArray(element) && element.length === 0)) ??
        item[0];
      return `${first === undefined || first === null ? 'int' : visit(first, spelling)}[]`;
    }
    return /\d\.\d/.test(spelling)
      ? 'double'
      : Number.isSafeInteger(item) && Math.abs(Number(item)) < 2 ** 31
        ? 'int'
        : 'long';
  };
  return value === null ? 'null' : visit(value, canonical);
}

/** `nums = [2,7], target = 9` as names and canonical values; undefined when it is not written so. */
export function assignmentsOf(text: string): { name: string; value: string }[] | undefined {
  const line = text.trim().replace(/\s*\n\s*/g, ' ');
  if (line.length > 1_000_000) return undefined;
  const parts = partsOf(line);
  const found: { name: string; value: string }[] = [];
  for (const part of parts) {
    const match = /^\s*([A-Za-z_]\w{0,40})\s*=\s*/.exec(part);
    const value = match ? canonicalValue(part.slice(match[0].length)) : undefined;
    if (!match?.[1] || value === undefined) return undefined;
    found.push({ name: match[1], value });
  }
  return found.length > 0 ? found : undefined;
}

/** The parts between commas that stand outside brackets and quotes. */
export function partsOf(line: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at];
    if (sign === '"' || sign === "'") at = closingQuote(line, at) ?? line.length;
    else if (sign === '[' || sign === '{' || sign === '(') depth++;
    else if (sign === ']' || sign === '}' || sign === ')') depth--;
    else if (sign === ',' && depth === 0) {
      parts.push(line.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(line.slice(from));
  return parts.filter((part) => part.trim() !== '');
}
