/** Small words that mark running text, in the languages of the vocabulary that are written with spaces. */
const smallWords = new Set(
  `the a an of and is are in to for that this with by on as at be it has have you your can will there each which from or not one we if
  el la los las un una de y es que en por con se del para o os as um uma do da e é em com não
  и в не на что с по для из как это он она к одно его`
    .split(/\s+/)
    .filter(Boolean),
);

/**
 * True when a line or paragraph reads as a sentence rather than as data. Used where nothing but the words
 * tells a sample's end from the remark that follows it.
 */
export function looksLikeProse(text: string): boolean {
  const head = text.slice(0, 600).trim();
  if (head === '') return false;
  const isAscii = /^[\t\n -~]*$/.test(head);
  if (isAscii) return readsAsSentence(head, head.toLowerCase().match(/[a-z]+/g) ?? []);
  const ideographs = head.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  if (ideographs >= 6 && (/[。，、：；！？]/.test(head) || ideographs >= 12)) return true;
  const hangul = head.match(/\p{Script=Hangul}/gu)?.length ?? 0;
  if (hangul >= 6 && /[.다요]\s*$/.test(head)) return true;
  return readsAsSentence(head, head.toLowerCase().match(/\p{L}+/gu) ?? []);
}

function readsAsSentence(head: string, words: string[]): boolean {
  if (words.length < 4) return false;
  const tokens = head.split(/\s+/).length;
  if (words.length * 2 < tokens) return false;
  const small = words.filter((word) => smallWords.has(word)).length;
  if (/[.!?:;]['")*_]*$/.test(head) && small >= 1 && words.length >= 4) return true;
  return words.length >= 6 && small >= 2;
}
