const brackets = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['<', '>'],
]);

/** Where the bracket at `open` is closed; undefined when there is none, or it is not. */
export function closingBracket(word: string[], open: number): number | undefined {
  const [from = '', to] = [word[open], brackets.get(word[open] ?? '')];
  if (to === undefined) return undefined;
  let depth = 0;
  for (let at = open; at < word.length; at++) {
    if (word[at] === from) depth++;
    else if (word[at] === to && --depth === 0) return at;
  }
  return undefined;
}

/** Every bracket is closed, and none is closed that was not opened, of each kind by itself. */
export function isBalanced(word: string): boolean {
  return [...brackets].every(([open, close]) => {
    let depth = 0;
    for (const letter of word) {
      if (letter === open) depth++;
      else if (letter === close && --depth < 0) return false;
    }
    return depth === 0;
  });
}
