import { readFile } from 'node:fs/promises';
import { declined } from '../../src/coach/scope.ts';
import type { Figure } from '../figure.ts';

const questions = async (name: string) =>
  (await readFile(new URL(`../../test/coach/scope/${name}.txt`, import.meta.url), 'utf8')).trim().split('\n');
const wanted = 100;

/** Questions that belong here and requests that do not: how many are turned away. */
export async function scope(): Promise<Figure[]> {
  const [legitimate, outside] = [await questions('legitimate'), await questions('outside')];
  const refused = (all: string[]) => all.filter((one) => declined(one) !== undefined).length;
  const value = refused(legitimate);
  return [
    {
      name: 'coach: legitimate questions that are declined',
      value,
      unit: `of ${legitimate.length}`,
      peer: `of ${outside.length} requests for poems, news, translations and their like ${refused(outside)} are`,
      bar: `none of ${wanted}`,
      met: value === 0 && legitimate.length >= wanted,
    },
  ];
}
