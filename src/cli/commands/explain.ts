import type { Command } from 'commander';
import { explainProblem } from '../../coach/index.ts';
import { type GuardFlags, guardOf, withGuardFlags } from '../contestGuard.ts';
import { givenEngine, loaded, type ModelFlags, withModelFlags } from '../engine.ts';
import { Exit } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { givenProblem } from '../problemFile.ts';
import { engineLine } from '../terminal/modelWords.ts';
import { plainText } from '../terminal/plainText.ts';

type ExplainFlags = GuardFlags & ModelFlags & { json?: boolean };

export function addExplain(program: Command): void {
  withModelFlags(withGuardFlags(program.command('explain')))
    .description('Explain the problem in FILE; the model’s words are not checked.')
    .argument('<file>', 'a statement, or a source file whose leading comment is one ("-": standard input)')
    .option('--json', 'one event a line on standard output')
    .action(async (file: string, flags: ExplainFlags) => {
      const signal = interruptSignal();
      const { problem } = await givenProblem(file);
      const guard = guardOf(flags);
      // Before a model is fetched or loaded; the core asks again, and knows the answer.
      await guard.admit(problem, [], signal);
      const { engine: opened, preset } = await givenEngine(flags, { quiet: flags.json, signal });
      await using engine = opened;
      const info = await loaded(engine, signal);
      if (!flags.json) process.stderr.write(`${engineLine(info)}\n`);
      for await (const event of explainProblem({ guard, engine, preset, problem, signal })) {
        if (flags.json) process.stdout.write(`${JSON.stringify(event)}\n`);
        else if (event.type === 'text' && event.channel === 'answer')
          process.stdout.write(plainText(event.text));
        else if (event.type === 'ended') process.stdout.write('\n');
      }
      if (signal.aborted) process.exitCode = Exit.cancelled;
    });
}
