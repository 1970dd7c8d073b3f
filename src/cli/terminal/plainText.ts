/**
 * Text from a model or a program, safe to print: control characters (escape sequences among them) and
 * characters that reorder what is shown are replaced by a visible sign; line ends and tabs stay.
 */
export function plainText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unsafe, '\ufffd').replaceAll('\t', '    ');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
