import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { version } from '../../../package.json';
import { cacheFolder } from '../../model/index.ts';
import { type GuardFlags, withGuardFlags } from '../contestGuard.ts';
import { givenEngine, type ModelFlags, withModelFlags } from '../engine.ts';
import { Exit } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { judgeGiven } from '../judging.ts';
import { paint } from '../terminal/paint.ts';
import { wholeNumber } from './options.ts';

interface ServeFlags extends ModelFlags, GuardFlags {
  port: number;
  host: string;
  keys?: string;
  judge: boolean;
  queue: number;
  json?: boolean;
}

export function addServe(program: Command): void {
  withGuardFlags(withModelFlags(program.command('serve')))
    .description('Serve the model and the judge over HTTP: a web page, /api/generate, /v1, /mcp.')
    .option('--port <n>', '0: any free one', wholeNumber(0), 7860)
    .option('--host <address>', 'where to listen; elsewhere than on loopback keys are required', '127.0.0.1')
    .option('--keys <file>', 'API keys, NAME=KEY a line (or VERDICT_API_KEYS)')
    .option('--no-judge', 'run no programs: judging and solving are off')
    .option('--queue <n>', 'requests that may wait', wholeNumber(1), 64)
    .option('--json', 'one event a line on standard output')
    .addHelpText('after', '\nExample:\n  verdict serve --model vibethinker-3b --download')
    .action(runServe);
}

async function runServe(flags: ServeFlags): Promise<void> {
  // Loaded for this command alone: it brings much that no other needs.
  const { readKeys, startServer } = await import('../../server/index.ts');
  const signal = interruptSignal();
  const keys = await readKeys(flags.keys, process.env.VERDICT_API_KEYS);
  const {
    engine: opened,
    preset,
    isHere,
  } = await givenEngine(flags, { quiet: flags.json, signal, many: true });
  await using engine = opened;
  // The model's threads and the judged programs do not share cores: their times are to be honest.
  const parallel = Math.max(1, availableParallelism() - (isHere ? 1 : 0));
  await using judge = flags.judge ? await judgeGiven(undefined, parallel) : undefined;
  await using server = await startServer({
    engine,
    preset,
    judge,
    judgeOff: 'It was started with --no-judge.',
    keys,
    host: flags.host,
    port: flags.port,
    queue: flags.queue,
    guard: {
      mode: flags.contestGuard,
      folder: cacheFolder(),
      ...(flags.practice && { saidPractice: true }),
      ...(flags.contestLists && { mayFetchLists: true }),
    },
    pageFolder: fileURLToPath(new URL('./page', import.meta.url)),
    pastSolvesFolder: join(cacheFolder(), 'solves'),
    version,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  say(flags, 'listening', { url: server.url, port: server.port, model: preset.id }, () => {
    const judging = server.judgeOff ? `off: ${server.judgeOff}` : `sandbox ${judge?.sandbox.tier}`;
    return [
      `Verdict is at ${paint('bold', server.url)} with ${preset.title}.`,
      paint('dim', `Judge: ${judging}. Keys: ${keys.size || 'none needed'}. API: ${server.url}/try`),
      paint('dim', 'Ctrl-C ends it.'),
    ].join('\n');
  });
  try {
    const { backend, lanes, fallback } = await engine.load(signal);
    say(flags, 'loaded', { backend, lanes }, () =>
      paint('dim', `Loaded on ${backend}, ${lanes} lanes.${fallback ? ` ${fallback}` : ''}`),
    );
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  if (!signal.aborted) await new Promise<void>((ended) => signal.addEventListener('abort', () => ended()));
  say(flags, 'ending', {}, () => 'Ending: requests under way may finish. Ctrl-C again ends at once.');
  process.exitCode = Exit.done;
}

function say(flags: ServeFlags, type: string, facts: object, words: () => string): void {
  if (flags.json) process.stdout.write(`${JSON.stringify({ type, ...facts })}\n`);
  else process.stderr.write(`${words()}\n`);
}
