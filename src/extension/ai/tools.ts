import { isAbsolute } from 'node:path';
import {
  CancellationError,
  type CancellationToken,
  type Disposable,
  LanguageModelTextPart,
  type LanguageModelTool,
  LanguageModelToolResult,
  l10n,
  lm,
  type PreparedToolInvocation,
  Uri,
  workspace,
} from 'vscode';
import { languageOf } from '../../judge/index.ts';
import { emptySolve, findOracle, foldSolve, type SolveState } from '../../solver/index.ts';
import { signalOf } from '../aborting.ts';
import { editorInUse } from '../chat/context.ts';
import type { ReplyEvent } from '../chat/reply.ts';
import { runInMarkdown } from '../chat/runInMarkdown.ts';
import { contestGuard } from '../contestGuard.ts';
import type { DocumentProblem } from '../documentProblem.ts';
import { type OwnProgram, programsFor, readProgram, runSamples } from '../sampleRun.ts';
import { readSettings } from '../settings.ts';
import type { Flows } from './flows.ts';
import { endInWords } from './participant.ts';
import { problemAt, type Statements } from './statements.ts';

/** What every tool may be given: the file with the statement, or with a program whose head holds it. */
interface About {
  file?: string;
}

interface RunInput extends About {
  program?: string;
  code?: string;
  language?: string;
}

interface StressInput extends About {
  program?: string;
  oracle?: string;
  generator?: string;
}

interface SolveInput extends About {
  statement?: string;
}

/** A tool in two parts: what the user is told and asked beforehand, and its work, whose text is the result. */
interface Tool<Input extends About> {
  /** What goes on, while it does. */
  doing: string;
  /** What the user must agree to; absent: only a file outside the workspace is asked about. */
  asking?: (input: Input) => string;
  work: (input: Input, signal: AbortSignal) => Promise<string>;
}

/** Verdict's tools for the agents of VS Code: they read, run and solve, and change no file of the user's. */
export function registerTools(flows: Flows): Disposable[] {
  if (!lm?.registerTool) return [];
  return [
    lm.registerTool('verdict_readProblem', toolOf(reading())),
    lm.registerTool('verdict_runSamples', toolOf(running(flows))),
    lm.registerTool('verdict_stress', toolOf(stressing(flows))),
    lm.registerTool('verdict_solve', toolOf(solving(flows))),
  ];
}

function toolOf<Input extends About>({ doing, asking, work }: Tool<Input>): LanguageModelTool<Input> {
  return {
    prepareInvocation({ input }): PreparedToolInvocation {
      const outside = pathsOf(input).filter((path) => !isInside(path));
      const messages = [
        ...(asking ? [asking(input)] : []),
        ...(outside.length > 0 ? [l10n.t('It lies outside the open folders: {0}.', outside.join(', '))] : []),
      ];
      if (messages.length === 0) return { invocationMessage: doing };
      return {
        invocationMessage: doing,
        confirmationMessages: { title: `Verdict: ${doing}`, message: messages.join('\n\n') },
      };
    },
    async invoke({ input }, token: CancellationToken) {
      const signal = signalOf(token);
      const text = await work(input, signal);
      if (signal.aborted) throw new CancellationError();
      return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
    },
  };
}

function reading(): Tool<About> {
  return {
    doing: l10n.t('Reading the problem'),
    async work(input, signal) {
      const { problem } = await problemOf(input);
      // What is read goes to a model: the rules of a running contest hold for that one too.
      await contestGuard().admit(problem, [], signal);
      return JSON.stringify(problem, undefined, 1);
    },
  };
}

function running({ workbench, verdicts }: Flows): Tool<RunInput> {
  return {
    doing: l10n.t('Running the samples'),
    asking: ({ code, language }) =>
      code === undefined
        ? l10n.t('Your program is compiled and run in the judge’s sandbox.')
        : l10n.t(
            'A program in {0} that the model wrote is compiled and run in the judge’s sandbox.',
            language ?? '?',
          ),
    async work(input, signal) {
      const { problem, document } = await problemOf(input);
      const program = input.code === undefined ? await programIn(input) : givenProgram(input, document);
      for await (const run of runSamples(program, problem, workbench, signal)) {
        if (run.running) continue;
        if (run.verdict && input.code === undefined)
          verdicts.note(document.uri, run.program, run.verdict, run.reason, run.results);
        return runInMarkdown(run);
      }
      return '';
    },
  };
}

function stressing({ stressing: flow }: Flows): Tool<StressInput> {
  return {
    doing: l10n.t('Stress testing'),
    asking: () =>
      l10n.t(
        'Your program, a slow one and a generator are compiled and run in the judge’s sandbox. An input they differ at is kept as a test beside the file.',
      ),
    async work(input, signal) {
      const program = await programIn(input);
      const target = program.document.uri;
      const { oracle, generator } = input;
      const source =
        oracle && generator
          ? { oracle: await programAt(oracle), generator: await programAt(generator), origin: oracle }
          : await findOracle(target.fsPath);
      if (!source)
        throw new Error(
          l10n.t(
            'There is no oracle beside {0}. Name `oracle`, a slow program whose answers are right, and `generator`, which is run as GENERATOR SEED SIZE and prints an input.',
            program.name,
          ),
        );
      return textOf(flow.run(program, source, target, signal));
    },
  };
}

function solving({ solving: flow, statements }: Flows): Tool<SolveInput> {
  return {
    doing: l10n.t('Solving the problem'),
    asking: () => {
      const { endpoints } = readSettings();
      return endpoints.length > 0
        ? l10n.t(
            'The statement is sent to {0}; what comes back is run in the judge’s sandbox.',
            endpoints.join(', '),
          )
        : l10n.t(
            'The model of this machine works on it, for minutes perhaps; its programs are run in the judge’s sandbox.',
          );
    },
    async work(input, signal) {
      const { statement } = input;
      const found = await (statement === undefined ? problemOf(input) : problemGiven(statements, statement));
      let state: SolveState = emptySolve;
      for await (const event of flow.events(found, signal)) state = foldSolve(state, event);
      return state.outcome ? endInWords(state) : l10n.t('Nothing was begun.');
    },
  };
}

async function problemOf({ file }: About): Promise<DocumentProblem> {
  const found = await problemAt(fileOf(file));
  if ('reason' in found) throw new Error(found.reason);
  return found;
}

async function problemGiven(statements: Statements, statement: string): Promise<DocumentProblem> {
  const found = await statements.in(statement);
  if (!found) throw new Error(l10n.t('This does not read like a programming problem: it needs samples.'));
  return found;
}

function fileOf(path: string | undefined): Uri {
  const uri = path === undefined ? editorInUse()?.document.uri : uriOf(path);
  if (!uri) throw new Error(l10n.t('No file is open. Name one in `file`.'));
  return uri;
}

/** A path as it is given, or within the first open folder. */
function uriOf(path: string): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  return isAbsolute(path) || !folder ? Uri.file(path) : Uri.joinPath(folder.uri, path);
}

/** The program that belongs to a file. Nobody is asked: where there are several, the call must name one. */
async function programIn({ file, program }: RunInput): Promise<OwnProgram> {
  if (program !== undefined) return programAt(program);
  const found = await programsFor(fileOf(file));
  const [only] = found;
  if (!only) throw new Error(l10n.t('There is no program beside this file. Name one in `program`.'));
  if (found.length > 1)
    throw new Error(l10n.t('Name one in `program`: {0}.', found.map(({ file: it }) => it.fsPath).join(', ')));
  return readProgram(only.file, only.language);
}

async function programAt(path: string): Promise<OwnProgram> {
  const uri = uriOf(path);
  const language = languageOf(uri.fsPath)?.id;
  if (!language) throw new Error(l10n.t('{0} is no program in a language that is known.', path));
  return readProgram(uri, language);
}

function givenProgram({ code = '', language = '' }: RunInput, document: OwnProgram['document']): OwnProgram {
  const known = languageOf(language) ?? languageOf(document.languageId);
  if (!known) throw new Error(l10n.t('Name the language of the code in `language`, for example cpp.'));
  return { name: l10n.t('the given code'), language: known.id, source: code, document };
}

async function textOf(events: AsyncIterable<ReplyEvent>): Promise<string> {
  let text = '';
  for await (const event of events)
    if (event.type === 'text' && event.channel === 'answer') text += event.text;
  return text;
}

function pathsOf(input: StressInput): string[] {
  const { file, program, oracle, generator } = input;
  return [file, program, oracle, generator].filter((path) => path !== undefined);
}

function isInside(path: string): boolean {
  return workspace.getWorkspaceFolder(Uri.file(uriOf(path).fsPath)) !== undefined;
}
