import { Command, Help } from 'commander';
import { withGuardFlags } from './contestGuard.ts';
import { withModelFlags } from './engine.ts';

const columns = 80;
/** The command that explains what the others only name. */
const explaining = 'options';

/** `verdict help options`: the options of every command that works with a model, each with its line. */
export function addOptions(program: Command): void {
  const command = withModelFlags(withGuardFlags(program.command(explaining, { hidden: true })));
  command
    .description('The options of every command that works with a model on a problem.')
    .action(() => command.outputHelp());
}

/** The help of a command, on one screen: options that many share are named, and explained by `verdict help options`. */
export function briefHelp(command: Command, helper: Help): string {
  const isShared = ({ long }: { long?: string }) =>
    command.name() !== explaining && long !== undefined && shared().has(long);
  const named = helper.visibleOptions(command).filter(isShared);
  if (named.length === 0) return new Help().formatHelp(command, helper);
  const own: Help = Object.assign(Object.create(helper), {
    visibleOptions: (of: Command) => helper.visibleOptions(of).filter((it) => !isShared(it)),
  });
  const lines = [''];
  for (const { flags } of named) {
    const longer = `${lines.at(-1)}  ${flags}`;
    if (longer.length <= columns) lines[lines.length - 1] = longer;
    else lines.push(`  ${flags}`);
  }
  const title = 'Model and contest (explained by "verdict help options"):';
  return `${new Help().formatHelp(command, own)}\n${title}\n${lines.join('\n')}\n`;
}

let known: Set<string> | undefined;

function shared(): Set<string> {
  known ??= new Set(withModelFlags(withGuardFlags(new Command())).options.flatMap((it) => it.long ?? []));
  return known;
}
