import type { Figure } from '../figure.ts';
import { askingHead, askingRows } from './asking.ts';
import { solvingHead, solvingRows } from './solving.ts';
import { headOf, lineOf } from './table.ts';

const only = process.env.VERDICT_DEFAULTS_ONLY;

/** The tables of docs/evals.md from which defaults are chosen: printed as they grow, without a bar. */
export async function figures(): Promise<Figure[]> {
  let rows = 0;
  const tell = (row: string[]) => {
    rows++;
    console.log(lineOf(row));
  };
  if (only !== 'solving') {
    console.log(headOf(askingHead));
    await askingRows(tell);
  }
  if (only !== 'asking') {
    console.log(headOf(solvingHead));
    await solvingRows(tell);
  }
  return [
    {
      name: 'defaults: settings measured',
      value: rows,
      unit: 'rows',
      peer: 'one setting changed at a time',
      bar: 'stated, no bar',
      met: true,
    },
  ];
}
