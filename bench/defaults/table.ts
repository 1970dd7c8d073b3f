/** One setting and what it came to. */
export interface Row {
  setting: string;
  /** Right answers, or problems solved. */
  right: string;
  /** Wrong programs that were offered as solved, or that pass the samples. */
  wrong: string;
  /** Mean, of an answer or of a whole solve. */
  tokens: string;
  /** Of the whole run, or of a solve. */
  seconds: string;
}

export function headOf(right: string, wrong: string): string {
  return `| setting | ${right} | ${wrong} | tokens | seconds |\n| --- | --- | --- | --- | --- |`;
}

export function lineOf({ setting, right, wrong, tokens, seconds }: Row): string {
  return `| ${[setting, right, wrong, tokens, seconds].join(' | ')} |`;
}
