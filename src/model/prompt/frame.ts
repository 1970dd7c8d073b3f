/**
 * Scripts and words by which a statement in another language than English is known. The models read such
 * statements, but reason best in English.
 */
const scripts: [RegExp, string][] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/gu, 'Japanese'],
  [/\p{Script=Hangul}/gu, 'Korean'],
  [/\p{Script=Han}/gu, 'Chinese'],
  [/\p{Script=Cyrillic}/gu, 'Russian'],
  [/\p{Script=Arabic}/gu, 'Arabic'],
  [/\p{Script=Greek}/gu, 'Greek'],
  [/\p{Script=Devanagari}/gu, 'Hindi'],
];

/** The language of a statement when it is surely not English, by its share of foreign letters. */
export function foreignLanguage(statement: string): string | undefined {
  const letters = statement.match(/\p{L}/gu)?.length ?? 0;
  return scripts.find(([script]) => (statement.match(script)?.length ?? 0) > Math.max(4, 0.1 * letters))?.[1];
}

/** The English sentence that stands before a statement in another language; empty when it is English. */
export function englishFrame(statement: string): string {
  const language = foreignLanguage(statement);
  return language
    ? `The problem statement below is in ${language}. Read it carefully, and reason in English.\n\n`
    : '';
}
