import { styleText } from 'node:util';
import type { Verdict } from '../../judge/index.ts';

type Style = Parameters<typeof styleText>[0];

/** Colours text for standard error, unless it is no terminal or the user wants none (NO_COLOR). */
export function paint(style: Style, text: string): string {
  return process.stderr.hasColors?.() ? styleText(style, text) : text;
}

/** A verdict in its colour, two to three letters wide. */
export function paintVerdict(verdict: Verdict): string {
  if (verdict === 'AC') return paint(['green', 'bold'], verdict);
  if (verdict === 'JE') return paint(['magenta', 'bold'], verdict);
  return paint(['red', 'bold'], verdict);
}
