import { t } from './texts.ts';

/** So many of something, in words: "1 token", "12,000 tokens". */
export function counted(count: number, one: string, many: string): string {
  return count === 1 ? t(one) : t(many, count.toLocaleString('en'));
}
