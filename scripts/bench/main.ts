import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Figure } from '../../bench/figure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const folder = fileURLToPath(new URL('../../bench/', import.meta.url));
const known = readdirSync(folder).filter((name) => existsSync(`${folder}${name}/index.ts`));
const unknown = positionals.filter((name) => !known.includes(name));

if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}". There are: ${known.join(', ')}.`);
  process.exitCode = 2;
} else {
  const figures: Figure[] = [];
  for (const name of positionals.length > 0 ? positionals : known) {
    console.error(`Measuring ${name} ...`);
    const bench = await import(pathToFileURL(`${folder}${name}/index.ts`).href);
    // A bench may tell its figures as it has them.
    const told = new Set<Figure>();
    const tell = (figure: Figure) => {
      if (!told.has(figure)) console.log(line(figure));
      told.add(figure);
    };
    const measured: Figure[] = await bench.figures(tell);
    measured.forEach(tell);
    figures.push(...measured);
  }
  if (values.json) console.log(JSON.stringify({ figures }));
  process.exitCode = figures.every((it) => it.met) ? 0 : 1;
}

function line({ name, value, unit, peer, bar, met }: Figure): string {
  const ours = value === undefined ? 'not measured' : `${Number(value.toPrecision(4))} ${unit}`;
  return `${met ? 'met   ' : 'MISSED'} ${name}: ${ours}; ${peer}; bar: ${bar}`;
}
