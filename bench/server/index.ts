import { readFileSync } from 'node:fs';
import { type Figure, median } from '../figure.ts';
import { type Answer, type Contestant, engineAlone, lanes, llamaServer, ours } from './contestants.ts';
import { threeOverOne } from './three-servers.ts';

const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const newTokens = Number(process.env.BENCH_TOKENS ?? 48);
const answersEach = Number(process.env.BENCH_ANSWERS ?? 32);
/** `BENCH_PARTS=load,three` leaves out the long one. */
const parts = (process.env.BENCH_PARTS ?? 'load,three,memory').split(',');
const manyRequests = Number(process.env.BENCH_REQUESTS ?? 10_000);

/** The HTTP server with the tiny model, for 1, 8 and 32 clients, next to its engine without HTTP and to llama-server. */
export async function figures(onFigure: (figure: Figure) => void = () => undefined): Promise<Figure[]> {
  const found: Figure[] = [];
  const add = (...more: Figure[]) => {
    found.push(...more);
    for (const figure of more) onFigure(figure);
  };
  await using server = await ours();
  if (parts.includes('load')) {
    await using engine = await engineAlone();
    await using peer = await llamaServer();
    const all = [server, engine, ...(peer ? [peer] : [])];
    for (const one of all) await load(one, lanes, lanes);
    for (const clients of [1, lanes, 32]) add(...compared(clients, await sideBySide(all, clients), all));
  }
  if (parts.includes('three')) add(...(await threeOverOne()));
  if (parts.includes('memory')) add(await memoryOver(server));
  return found;
}

interface Load {
  tokensPerSecond: number;
  /** Milliseconds to the first token that 95 % of the answers kept. */
  p95: number;
}

/** That many clients ask one answer after the other until all are given. */
async function load(one: Contestant, clients: number, answers: number, maxTokens = newTokens): Promise<Load> {
  const given: Answer[] = [];
  let asked = 0;
  const begun = performance.now();
  const client = async () => {
    while (asked < answers) given.push(await one.ask(++asked, maxTokens));
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - begun) / 1000;
  const firsts = given.map(({ firstMs }) => firstMs).sort((a, b) => a - b);
  return {
    tokensPerSecond: given.reduce((sum, { tokens }) => sum + tokens, 0) / seconds,
    p95: firsts[Math.ceil(0.95 * firsts.length) - 1] ?? Number.NaN,
  };
}

/** The median of several rounds in which they take turns. */
async function sideBySide(all: Contestant[], clients: number): Promise<Load[]> {
  const measured = all.map((): Load[] => []);
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < all.length; turn++) {
      const at = (turn + round) % all.length;
      const one = all[at];
      const answers = clients === 1 ? answersEach / 4 : Math.max(answersEach, 2 * clients);
      if (one) measured[at]?.push(await load(one, clients, answers));
    }
  return measured.map((loads) => ({
    tokensPerSecond: median(loads.map((it) => it.tokensPerSecond)),
    p95: median(loads.map((it) => it.p95)),
  }));
}

function compared(clients: number, loads: Load[], all: Contestant[]): Figure[] {
  const [own, engine, peer] = loads;
  if (!own || !engine) return [];
  const name = `server, ${clients} ${clients === 1 ? 'client' : 'clients'}`;
  const speed = own.tokensPerSecond / engine.tokensPerSecond;
  const said = ({ tokensPerSecond, p95 }: Load) =>
    `${tokensPerSecond.toFixed(1)} tokens/s, first token ${p95.toFixed(0)} ms (p95)`;
  const figures: Figure[] = [
    {
      name,
      value: speed,
      unit: "of the engine's tokens/s",
      peer: `here ${said(own)}; ${all[1]?.name} ${said(engine)}`,
      bar: '>= 0.95',
      met: speed >= 0.95,
    },
  ];
  if (peer)
    figures.push({
      name,
      value: own.tokensPerSecond / peer.tokensPerSecond,
      unit: "of llama-server's tokens/s",
      peer: `${all[2]?.name} ${said(peer)}`,
      bar: 'none: see decode',
      met: true,
    });
  return figures;
}

/** Resident memory of the server process, over many short requests. */
async function memoryOver(server: Contestant): Promise<Figure> {
  const name = `server: memory over ${manyRequests} requests`;
  const unit = 'MB more than after a fifth of them';
  const bar = '<= 10 % more';
  if (process.platform !== 'linux') return { name, unit, peer: 'measured on Linux', bar, met: true };
  const resident = () =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.processId}/status`, 'utf8'))?.[1]) / 1e3;
  await load(server, 16, manyRequests / 5, 1);
  const before = resident();
  await load(server, 16, (4 * manyRequests) / 5, 1);
  const after = resident();
  return {
    name,
    value: after - before,
    unit,
    peer: `${before.toFixed(0)} MB, then ${after.toFixed(0)} MB`,
    bar,
    met: after <= 1.1 * before,
  };
}
