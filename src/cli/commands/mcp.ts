import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { version } from '../../../package.json';
import { cacheFolder } from '../../model/index.ts';
import { type GuardFlags, withGuardFlags } from '../contestGuard.ts';
import { givenEngine, type ModelFlags, withModelFlags } from '../engine.ts';
import { Exit } from '../exit.ts';
import { interruptSignal } from '../interrupt.ts';
import { judgeGiven } from '../judging.ts';

export function addMcp(program: Command): void {
  withGuardFlags(withModelFlags(program.command('mcp')))
    .description('Serve judge, stress, solve, explain and review to another agent (MCP on standard input).')
    .addHelpText(
      'after',
      '\nExample, in the agent’s settings:\n  { "command": "verdict", "args": ["mcp", "--model", "vibethinker-3b"] }',
    )
    .action(async (flags: ModelFlags & GuardFlags) => {
      const { serveMcpOverStdio } = await import('../../server/index.ts');
      const signal = interruptSignal();
      const { engine: opened, preset, isHere } = await givenEngine(flags, { signal });
      await using engine = opened;
      const parallel = Math.max(1, availableParallelism() - (isHere ? 1 : 0));
      await using judge = await judgeGiven(undefined, parallel);
      const guard = {
        mode: flags.contestGuard,
        folder: cacheFolder(),
        ...(flags.practice && { saidPractice: true }),
        ...(flags.contestLists && { mayFetchLists: true }),
      };
      await serveMcpOverStdio({ engine, preset, judge, guard, queue: 16, version, signal });
      process.exitCode = Exit.done;
    });
}
