/** Characters that reorder what a person reads, or steer a terminal: shown by their number instead of obeyed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters it is about
const hidden = /[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** The text with every hidden control character as ⟨U+202E⟩. Lines stay as they are. */
export function visible(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(hidden, (it) => `⟨U+${(it.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}
