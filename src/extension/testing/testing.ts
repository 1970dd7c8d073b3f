import {
  type CancellationToken,
  Disposable,
  Location,
  l10n,
  Position,
  Range,
  type TestController,
  type TestItem,
  type TestItemCollection,
  TestMessage,
  type TestRun,
  TestRunProfileKind,
  type TestRunRequest,
  type TextDocument,
  tests,
  type Uri,
  workspace,
} from 'vscode';
import type { TestResult } from '../../judge/index.ts';
import { isProblem, type Problem, programFor } from '../../problem/index.ts';
import { limitsOf, unjudgeable } from '../../solver/index.ts';
import type { LastVerdicts } from '../lastVerdict.ts';
import type { Readings } from '../readings.ts';
import { type OwnProgram, programOf } from '../sampleRun.ts';
import { messageOf, translated } from '../words.ts';
import type { Workbench } from '../workbench.ts';
import { debugTest } from './debugging.ts';
import { type ListedTest, testsOf } from './problemTests.ts';

/** A text that changes is read again after it has been still for this long, in ms. */
const stillMs = 250;

/** What an item stands for: the problem of a file with its tests. */
interface Listed {
  /** Of the document, when it was read. */
  version: number;
  problem: Problem;
  tests: Map<string, ListedTest>;
}

/**
 * The samples and own tests of the open problems in VS Code's Test Explorer. Nothing is read before the explorer is
 * first looked at.
 */
export class Testing {
  readonly #workbench: Workbench;
  readonly #verdicts: LastVerdicts;
  readonly #readings: Readings;
  readonly #controller: TestController;
  readonly #listed = new WeakMap<TestItem, Listed>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #following: Disposable | undefined;

  constructor(workbench: Workbench, verdicts: LastVerdicts, readings: Readings) {
    this.#workbench = workbench;
    this.#verdicts = verdicts;
    this.#readings = readings;
    this.#controller = tests.createTestController('verdict', 'Verdict');
    this.#controller.resolveHandler = () => this.#follow();
    this.#controller.refreshHandler = () => this.#readAll();
    this.#controller.createRunProfile(
      l10n.t('Run'),
      TestRunProfileKind.Run,
      (request, token) => this.#run(request, token),
      true,
    );
    this.#controller.createRunProfile(
      l10n.t('Debug'),
      TestRunProfileKind.Debug,
      (request) => this.#debug(request),
      true,
    );
  }

  /** What lies beside the files has changed. */
  refresh(): void {
    if (this.#following) for (const document of workspace.textDocuments) this.#soon(document);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#following?.dispose();
    this.#controller.dispose();
  }

  async #follow(): Promise<void> {
    this.#following ??= Disposable.from(
      workspace.onDidOpenTextDocument((document) => this.#soon(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#soon(document)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#controller.items.delete(uri.toString())),
    );
    await this.#readAll();
  }

  async #readAll(): Promise<void> {
    for (const document of workspace.textDocuments) await this.#read(document);
  }

  #soon(document: TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        void this.#read(document);
      }, stillMs),
    );
  }

  async #read(document: TextDocument): Promise<void> {
    const { uri, version } = document;
    if (uri.scheme !== 'file' && uri.scheme !== 'untitled') return;
    const reading = await this.#readings.of(document);
    if (document.isClosed || document.version !== version) return;
    const { items } = this.#controller;
    const listed = isProblem(reading) ? testsOf(document, reading) : [];
    if (!isProblem(reading) || listed.length === 0) return items.delete(uri.toString());
    // One name with both: VS Code reads out a description in the place of the name.
    const title = [reading.problem.title, workspace.asRelativePath(uri)].filter(Boolean).join(' · ');
    const root = items.get(uri.toString()) ?? this.#controller.createTestItem(uri.toString(), title, uri);
    root.label = title;
    root.range = lineRange(reading.range.startLine);
    const children = listed.map((test, index) => {
      const before = root.children.get(test.name);
      const child = before ?? this.#controller.createTestItem(test.name, test.title, test.uri);
      child.range = lineRange(test.line);
      child.sortText = String(index).padStart(4, '0');
      return child;
    });
    root.children.replace(children);
    const now: Listed = {
      version,
      problem: reading.problem,
      tests: new Map(listed.map((test) => [test.name, test])),
    };
    const before = this.#listed.get(root);
    this.#listed.set(root, now);
    // Results tell of the program and the tests as they were.
    if (before && !isSame(before, now)) this.#controller.invalidateTestResults(root);
    items.add(root);
  }

  /** The chosen tests by the item of their problem. */
  #chosen({ include, exclude }: TestRunRequest): Map<TestItem, TestItem[]> {
    const chosen = new Map<TestItem, TestItem[]>();
    const left = new Set(exclude);
    for (const item of include ?? itemsOf(this.#controller.items)) {
      const root = item.parent ?? item;
      const children = item.parent ? [item] : itemsOf(item.children);
      const before = chosen.get(root) ?? [];
      const wanted = children.filter((it) => !left.has(it) && !left.has(root) && !before.includes(it));
      chosen.set(root, [...before, ...wanted]);
    }
    return chosen;
  }

  async #run(request: TestRunRequest, token: CancellationToken): Promise<void> {
    const run = this.#controller.createTestRun(request);
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    const chosen = this.#chosen(request);
    for (const item of [...chosen.values()].flat()) run.enqueued(item);
    try {
      for (const [root, items] of chosen) {
        if (!stop.signal.aborted) await this.#runProblem(run, root, items, stop.signal);
      }
    } finally {
      run.end();
    }
  }

  async #runProblem(run: TestRun, root: TestItem, items: TestItem[], signal: AbortSignal): Promise<void> {
    const open = new Set(items);
    const end = (reason: string) => {
      for (const item of open) run.errored(item, new TestMessage(reason));
      open.clear();
    };
    try {
      const listed = this.#listed.get(root);
      const program = listed && root.uri && (await programOf(root.uri));
      if (!listed || !program) return end(l10n.t('There is no program to run.'));
      const { problem } = listed;
      const undecided = unjudgeable(problem);
      if (problem.interactive && undecided) return end(translated(undecided));
      const whole = programFor(problem, program.source, program.language);
      if ('reason' in whole) return end(translated(whole.reason));
      run.appendOutput(`${program.name}\r\n`);
      const judge = await this.#workbench.judge();
      const judged = judge.judge(
        { language: program.language, source: whole.program },
        items.flatMap(({ id }) => listed.tests.get(id) ?? []),
        { ...limitsOf(problem), signal },
      );
      for await (const event of judged) {
        if (event.type === 'judged') {
          if (signal.aborted) continue;
          end(event.reason ? translated(event.reason) : event.verdict);
          if (root.uri)
            this.#verdicts.note(root.uri, program.name, event.verdict, event.reason, event.results);
        } else if (event.type === 'test-started' || event.type === 'test-judged') {
          const name = event.type === 'test-started' ? event.name : event.result.test.name;
          const item = items.find(({ id }) => id === name);
          const test = listed.tests.get(name);
          if (!item || !test) continue;
          if (event.type === 'test-started') run.started(item);
          else {
            open.delete(item);
            tell(run, item, test, event.result, undecided);
          }
        }
      }
    } catch (error) {
      if (!signal.aborted) end(messageOf(error));
    } finally {
      for (const item of open) run.skipped(item);
    }
  }

  async #debug(request: TestRunRequest): Promise<void> {
    const run = this.#controller.createTestRun(request);
    try {
      const [root, items] = [...this.#chosen(request)][0] ?? [];
      const listed = root && this.#listed.get(root);
      const [item] = items ?? [];
      const test = item && listed?.tests.get(item.id);
      const program: OwnProgram | undefined = root?.uri && (await programOf(root.uri));
      if (!listed || !item || !test || !program) return;
      run.started(item);
      try {
        await debugTest(program, listed.problem, test, this.#workbench, run);
        run.skipped(item);
      } catch (error) {
        run.errored(item, new TestMessage(messageOf(error)));
      }
    } finally {
      run.end();
    }
  }
}

/** The file of the problem that an item of the Test Explorer belongs to; what is no such item is given back. */
export function fileOfItem(target: Uri | TestItem | undefined): Uri | undefined {
  if (!target || !('children' in target)) return target;
  return (target.parent ?? target).uri;
}

function tell(
  run: TestRun,
  item: TestItem,
  test: ListedTest,
  result: TestResult,
  undecided: string | undefined,
): void {
  const { verdict, reason, stdout, stderr } = result;
  const ms = result.cpuMs ?? result.wallMs;
  run.appendOutput(
    `${test.title}: ${verdict} ${Math.round(ms)} ms${reason ? `, ${translated(reason)}` : ''}\r\n`,
  );
  if (verdict === 'AC') {
    run.passed(item, ms);
    return;
  }
  const words = [
    `${verdict}${reason ? `: ${translated(reason)}` : ''}`,
    undecided && translated(undecided),
    stderr.trim().slice(0, 2000),
  ];
  const message = TestMessage.diff(words.filter(Boolean).join('\n\n'), test.answer, stdout);
  message.location = new Location(test.uri, new Position(test.line, 0));
  if (verdict === 'JE') run.errored(item, message, ms);
  else run.failed(item, message, ms);
}

function isSame(before: Listed, now: Listed): boolean {
  const texts = ({ version, tests }: Listed) =>
    JSON.stringify([version, ...[...tests.values()].map(({ name, input, answer }) => [name, input, answer])]);
  return texts(before) === texts(now);
}

function itemsOf(collection: TestItemCollection): TestItem[] {
  return [...collection].map(([, item]) => item);
}

function lineRange(line: number): Range {
  return new Range(line, 0, line, 0);
}
