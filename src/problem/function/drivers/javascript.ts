import type { LooksAt, Signature } from '../signature.ts';

/** Node definitions for JavaScript and, with types that accept anything, TypeScript. */
export function javascriptBefore(typed: boolean): string {
  const any = typed ? ': any' : '';
  const fields = typed ? ' val: any; next: any;' : '';
  const treeFields = typed ? ' val: any; left: any; right: any;' : '';
  const optional = typed ? '?: any' : '';
  return `class ListNode {${fields} constructor(val${optional}, next${optional}) { this.val = val === undefined ? 0 : val; this.next = next === undefined ? null : next; } }
class TreeNode {${treeFields} constructor(val${optional}, left${optional}, right${optional}) { this.val = val === undefined ? 0 : val; this.left = left === undefined ? null : left; this.right = right === undefined ? null : right; } }
${typed ? `declare const require${any}; declare const process${any}; declare const console${any};\n` : ''}`;
}

function io(typed: boolean): string {
  const any = typed ? ': any' : '';
  return `
function verdictList(values${any})${any} { let head${any} = null; for (let i = values.length - 1; i >= 0; i--) head = new ListNode(values[i], head); return head; }
function verdictTree(values${any})${any} {
  if (!values.length || values[0] === null) return null;
  const root = new TreeNode(values[0]); const row${any} = [root]; let at = 1;
  for (let i = 0; i < row.length && at < values.length; i++) for (const side of ['left', 'right']) if (at < values.length) {
    const value = values[at++]; if (value !== null) { const child = new TreeNode(value); (row[i]${typed ? ' as any' : ''})[side] = child; row.push(child); }
  }
  return root;
}
function verdictPlain(value${any})${any} {
  if (value instanceof ListNode) { const out${any} = []; for (let node${any} = value; node && out.length < 1000000; node = node.next) out.push(node.val); return out; }
  if (value instanceof TreeNode) {
    const out${any} = []; const row${any} = [value];
    for (let i = 0; i < row.length; i++) { const node = row[i]; out.push(node ? node.val : null); if (node) row.push(node.left, node.right); }
    while (out.length && out[out.length - 1] === null) out.pop();
    return out;
  }
  return Array.isArray(value) ? value.map(verdictPlain) : value === undefined ? null : value;
}
function verdictShow(value${any}, wanted${any}) { return JSON.stringify(value === null && /ListNode|TreeNode/.test(wanted) ? [] : verdictPlain(value)); }
function verdictRead(line${any}, wanted${any})${any} {
  const value = JSON.parse(line);
  if (/ListNode/.test(wanted)) return Array.isArray(value[0]) ? value.map(verdictList) : verdictList(value);
  return /TreeNode/.test(wanted) ? verdictTree(value) : value;
}
const verdictLines${any} = require('fs').readFileSync(0, 'utf8').split('\\n').filter((line${any}) => line.trim() !== '');
`;
}

/** Reads one value a line, calls the function, prints what the judge of such a function looks at. */
export function javascriptAfter(signature: Signature, looksAt: LooksAt, typed: boolean): string {
  const any = typed ? ': any' : '';
  const types = JSON.stringify(signature.parameters.map((parameter) => parameter.type));
  const end: Record<LooksAt, string> = {
    result: `verdictShow(verdictResult, ${JSON.stringify(signature.returns)})`,
    argument: `verdictShow(verdictArguments[0], ${JSON.stringify(signature.parameters[0]?.type ?? '')})`,
    prefix: `[verdictResult, ...verdictArguments[0].slice(0, Math.max(0, verdictResult))].map((item${any}) => verdictShow(item, '')).join('\\n')`,
  };
  return `${io(typed)}const verdictArguments${any} = ${types}.map((wanted, i) => verdictRead(verdictLines[i], wanted));
const verdictResult = (${signature.name}${typed ? ' as any' : ''})(...verdictArguments);
console.log(${end[looksAt]});
`;
}

/** Runs a designed class: the first operation constructs it, the others are called in order. */
export function javascriptDesign(className: string, typed: boolean): string {
  return `${io(typed)}const verdictNames = JSON.parse(verdictLines[0]); const verdictValues = JSON.parse(verdictLines[1]);
const verdictObject = new (${className}${typed ? ' as any' : ''})(...verdictValues[0]);
console.log(verdictShow(verdictNames.map((name${typed ? ': any' : ''}, i${typed ? ': any' : ''}) => i === 0 ? null : verdictObject[name](...verdictValues[i])), ''));
`;
}
