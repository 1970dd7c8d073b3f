import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { faults } from './faults.ts';
import { openFlakyModel } from './flaky-model.ts';
import { Workshop } from './workshop.ts';

const rounds = Number(process.argv[2] ?? 100);
const seed = Number(process.argv[3] ?? 1);

await using workshop = await Workshop.open();
await using model = await openFlakyModel();
const random = randomFrom(seed);
const only = process.argv[4] ?? '';
const chosen = Object.keys(faults).filter((name) => name.includes(only));
const tally = new Map(chosen.map((name) => [name, { rounds: 0, broken: 0, ms: 0, leftOut: '' }]));
const begun = performance.now();
let isStopped = false;
process.once('SIGINT', () => {
  isStopped = true;
  console.error('Ending after this round; once more ends it now.');
});
for (let round = 1; round <= rounds && !isStopped; round++) {
  const names = [...tally].filter(([, { leftOut }]) => leftOut === '').map(([name]) => name);
  const name = names[Math.floor(random() * names.length)] ?? '';
  const row = tally.get(name);
  if (!row) break;
  const folder = join(workshop.folder, `round-${round}`);
  await mkdir(folder);
  const from = performance.now();
  try {
    row.leftOut = (await faults[name]?.({ workshop, model, random, folder })) ?? '';
    if (row.leftOut === '') row.rounds++;
  } catch (error) {
    row.rounds++;
    row.broken++;
    console.error(`round ${round}, ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  row.ms += performance.now() - from;
  if (round % 10 === 0) console.error(`${round} of ${rounds} rounds`);
}
console.log('| what goes wrong | rounds | broken promises | seconds a round |\n| --- | ---: | ---: | ---: |');
for (const [name, row] of tally) {
  const each = row.rounds > 0 ? (row.ms / row.rounds / 1000).toFixed(1) : '';
  console.log(
    `| ${name} | ${row.leftOut ? `left out: ${row.leftOut}` : row.rounds} | ${row.broken} | ${each} |`,
  );
}
console.log(`\nSeed ${seed}, ${((performance.now() - begun) / 1000).toFixed(0)} s.`);
process.exitCode = [...tally.values()].some(({ broken }) => broken > 0) ? 1 : 0;

/** Numbers in [0, 1), the same for the same seed. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
