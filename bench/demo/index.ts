import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Judge, openJudge, type Submission } from '../../src/judge/index.ts';
import {
  type Engine,
  findModel,
  modelsFolder,
  openEmbeddedEngine,
  presetNamed,
} from '../../src/model/index.ts';
import { ContestGuard, isProblem, type Problem, readProblem } from '../../src/problem/index.ts';
import { findOracle, type OracleSource, solve, solveRequest } from '../../src/solver/index.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const runs = Number(process.env.VERDICT_DEMO_RUNS ?? 10);
const candidates = Number(process.env.VERDICT_DEMO_CANDIDATES ?? 32);
/** Only the examples whose names hold this. */
const only = process.env.VERDICT_DEMO_ONLY ?? '';
/** The right programs are far shorter. */
const maxTokens = 96;
/** Offered programs are tried again on inputs that the solver has not seen. */
const unseen = { seed: 1_000_003, cases: 300 };

interface Row {
  name: string;
  solved: number;
  wrong: string[];
  seconds: number;
  /** Candidates that ended by themselves, and how many of them held: pass@1 is their ratio. */
  ended: number;
  held: number;
}

/** How often the tiny model solves each example, and how many wrong programs were offered as right. */
export async function figures() {
  const preset = presetNamed('smollm2-135m');
  const modelPath = preset && (await findModel(preset, modelsFolder()));
  if (!preset || !modelPath)
    throw new Error('The tiny model is missing: verdict models download smollm2-135m');
  const folder = await mkdtemp(join(tmpdir(), 'verdict-demo-bench-'));
  const rows: Row[] = [];
  try {
    await using judge = await openJudge({ cacheFolder: folder });
    await using engine = openEmbeddedEngine({
      modelPath,
      preset,
      threads: 1,
      lanes: 8,
      gpu: 'cpu',
      processPath: fileURLToPath(new URL('../../dist/model-process.mjs', import.meta.url)),
    });
    for (const name of (await readdir(examples)).filter((it) => it.includes(only)).sort()) {
      const path = join(examples, name);
      const oracle = await findOracle(path);
      if (!oracle) continue;
      const reading = readProblem(await readFile(path, 'utf8'), { path });
      if (!isProblem(reading)) throw new Error(`${name}: ${reading.reason}`);
      const { problem } = reading;
      const request = solveRequest({ preset, problem, language: 'python', maxTokens });
      const row = await tryOut(name, problem, oracle, engine, judge, request);
      console.error(
        `${row.name}: solved ${row.solved}/${runs}, pass@1 ${row.held}/${row.ended}, wrong ${row.wrong.length}, ${row.seconds} s a run`,
      );
      rows.push(row);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const wrong = rows.flatMap((row) => row.wrong.map((reason) => `${row.name}: ${reason}`));
  for (const reason of wrong) console.error(reason);
  return [
    ...rows.map((row) => ({
      name: `demo: ${row.name} solved`,
      value: row.solved,
      unit: `of ${runs} runs`,
      peer: `pass@1 ${row.held}/${row.ended}; at most ${candidates} candidates, ${row.seconds} s a run`,
      bar: 'stated, no bar',
      met: true,
    })),
    {
      name: 'demo: wrong programs offered',
      value: wrong.length,
      unit: 'programs',
      peer: `each offered program against ${unseen.cases} cases it was not selected by`,
      bar: '0',
      met: wrong.length === 0,
    },
  ];
}

async function tryOut(
  name: string,
  problem: Problem,
  oracle: OracleSource,
  engine: Engine,
  judge: Judge,
  request: ReturnType<typeof solveRequest>,
): Promise<Row> {
  const began = performance.now();
  const row: Row = { name, solved: 0, wrong: [], seconds: 0, ended: 0, held: 0 };
  const flaws = new Map<string, string | undefined>();
  for (let run = 0; run < runs; run++) {
    const { code, endings } = await offered(problem, oracle, engine, judge, request, 1 + run * candidates);
    row.ended += endings.length;
    row.held += endings.filter((isHeld) => isHeld).length;
    if (code === undefined) continue;
    row.solved++;
    if (!flaws.has(code)) flaws.set(code, await flawOf({ language: 'python', source: code }, oracle, judge));
    const flaw = flaws.get(code);
    if (flaw) row.wrong.push(flaw);
  }
  row.seconds = Number(((performance.now() - began) / 1000 / runs).toFixed(1));
  return row;
}

async function offered(
  problem: Problem,
  oracle: OracleSource,
  engine: Engine,
  judge: Judge,
  request: ReturnType<typeof solveRequest>,
  seed: number,
): Promise<{ code?: string | undefined; endings: boolean[] }> {
  const code = new Map<number, string>();
  const held = new Map<number, boolean>();
  const guard = new ContestGuard({ mode: 'off', folder: tmpdir() });
  const options = { guard, engine, judge, language: 'python', request, oracle, stressCases: 100, seed };
  for await (const event of solve(problem, { ...options, maxCandidates: candidates })) {
    if (event.type === 'candidate-answered' && event.code) code.set(event.candidate, event.code);
    if (event.type === 'candidate-ended' && event.outcome !== 'stopped') {
      const twin = /^the same program as candidate (\d+)/.exec(event.reason)?.[1];
      held.set(event.candidate, event.outcome === 'held' || (held.get(Number(twin)) ?? false));
    }
    if (event.type !== 'solve-ended') continue;
    if (event.outcome === 'broken') throw new Error(event.reason);
    const isSolved = event.outcome === 'solved' && event.best !== undefined;
    return { ...(isSolved && { code: code.get(event.best ?? 0) }), endings: [...held.values()] };
  }
  return { endings: [] };
}

async function flawOf(
  submission: Submission,
  oracle: OracleSource,
  judge: Judge,
): Promise<string | undefined> {
  for await (const event of judge.stress({ submission, ...oracle, ...unseen })) {
    if (event.type === 'stress-ended' && event.verdict !== 'AC') {
      return `${event.verdict}, ${event.reason}\n${submission.source}`;
    }
  }
  return undefined;
}
