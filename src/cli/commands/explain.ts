import type { Command } from 'commander';
import { explainProblem } from '../../coach/index.ts';
import { openEmbeddedEngine } from '../../model/index.ts';
import { type GuardFlags, guardOf, withGuardFlags } from '../contestGuard.ts';
import { Exit } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { modelOnDisk, modelProcess, presetGiven } from '../model.ts';
import { givenProblem } from '../problemFile.ts';
import { plainText } from '../terminal/plainText.ts';

interface ExplainFlags extends GuardFlags {
  model?: string;
  download?: boolean;
  json?: boolean;
}

export function addExplain(program: Command): void {
  withGuardFlags(program.command('explain'))
    .description('Explain the problem in FILE; the model’s words are not checked.')
    .argument('<file>', 'a statement, or a source file whose leading comment is one ("-": standard input)')
    .option('--model <preset>', 'a preset, or the path of a GGUF file')
    .option('--download', 'fetch the model when it is not on this machine')
    .option('--json', 'one event a line on standard output')
    .action(async (file: string, flags: ExplainFlags) => {
      const signal = interruptSignal();
      const { problem } = await givenProblem(file);
      const guard = guardOf(flags);
      // Before a model is fetched or loaded; the core asks again, and knows the answer.
      await guard.admit(problem, [], signal);
      const preset = presetGiven(flags.model);
      const modelPath = await modelOnDisk(preset, { download: flags.download, quiet: flags.json, signal });
      await using engine = openEmbeddedEngine({ modelPath, preset, processPath: modelProcess() });
      for await (const event of explainProblem({ guard, engine, preset, problem, signal })) {
        if (flags.json) process.stdout.write(`${JSON.stringify(event)}\n`);
        else if (event.type === 'text' && event.channel === 'answer')
          process.stdout.write(plainText(event.text));
        else if (event.type === 'ended') process.stdout.write('\n');
      }
      if (signal.aborted) process.exitCode = Exit.cancelled;
    });
}
