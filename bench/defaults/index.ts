import type { Figure } from '../figure.ts';
import { askingRows } from './asking.ts';
import { solvingRows } from './solving.ts';
import { headOf, lineOf, type Row } from './table.ts';

const only = process.env.VERDICT_DEFAULTS_ONLY;

/** The tables of docs/evals.md from which defaults are chosen: printed as they grow, without a bar. */
export async function figures(): Promise<Figure[]> {
  const rows: Row[] = [];
  const tell = (row: Row) => {
    rows.push(row);
    console.log(lineOf(row));
  };
  if (only !== 'solving') {
    console.log(headOf('right', 'wrong, pass the samples'));
    await askingRows(tell);
  }
  if (only !== 'asking') {
    console.log(headOf('solved', 'wrong, offered'));
    await solvingRows(tell);
  }
  return [
    {
      name: 'defaults: settings measured',
      value: rows.length,
      unit: 'rows',
      peer: 'one setting changed at a time',
      bar: 'stated, no bar',
      met: true,
    },
  ];
}
