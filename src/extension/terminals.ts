import { join } from 'node:path';
import { env, l10n, type Terminal, Uri, window } from 'vscode';
import { presetNamed } from '../model/index.ts';
import { Printout } from './printout.ts';
import { readSettings } from './settings.ts';
import { needTrust } from './trust.ts';

/**
 * Long work of the command line, in a terminal of this window: it runs where the files are, shows what it does,
 * and ends with Ctrl+C or with its terminal.
 */
export class Terminals {
  readonly #cli: string;

  constructor(extensionFolder: string) {
    this.#cli = join(extensionFolder, 'dist', 'cli.mjs');
  }

  /** Serves the model of the settings and the judge on the loopback address. */
  startServer(): void {
    this.#run(l10n.t('Verdict Server'), ['serve', ...modelFlags()]);
  }

  /** Shows which languages are ready on this machine, and what the others need. */
  checkToolchain(): void {
    needTrust();
    // A terminal of a process goes with it, before anybody has read it.
    const pty = new Printout([this.#cli, 'doctor'], asNode);
    window.createTerminal({ name: l10n.t('Verdict: Toolchain'), pty, isTransient: true }).show();
  }

  /** Judges every program of a folder and opens the report. Asks for what is not given. */
  async gradeFolder(uri?: Uri): Promise<void> {
    needTrust();
    const folder =
      uri ?? (await chooseOne(l10n.t('The Folder with the Submissions'), { canSelectFolders: true }));
    if (!folder) return;
    const problem = await chooseOne(l10n.t('The Statement or the Problem Package'), {
      canSelectFiles: true,
      canSelectFolders: true,
    });
    if (!problem) return;
    const out = reportFolder(folder);
    this.#report(out, ['grade', folder.fsPath, '--problem', problem.fsPath, '--out', out]);
  }

  /** Looks for the points of a rubric in every proof of a folder and opens the report. Asks for what is not given. */
  async gradeProofs(uri?: Uri): Promise<void> {
    needTrust();
    const folder = uri ?? (await chooseOne(l10n.t('The Folder with the Proofs'), { canSelectFolders: true }));
    const statement = folder && (await chooseOne(l10n.t('What Was to Be Proved'), { canSelectFiles: true }));
    const rubric =
      statement && (await chooseOne(l10n.t('The Points Asked For, One a Line'), { canSelectFiles: true }));
    if (!rubric) return;
    const out = reportFolder(folder);
    const given = ['--problem', statement.fsPath, '--rubric', rubric.fsPath, '--out', out];
    const reply = ['--reply-language', readSettings().replyLanguage];
    this.#report(out, ['proof', folder.fsPath, ...given, ...reply, ...modelFlags()]);
  }

  /** Runs what writes a report into the folder `out`, and offers to open it. */
  #report(out: string, words: string[]): void {
    const terminal = this.#run(l10n.t('Verdict: Grade'), words);
    const closed = window.onDidCloseTerminal(async (ended) => {
      if (ended !== terminal) return;
      closed.dispose();
      const open = l10n.t('Open Report');
      if (ended.exitStatus?.code !== 0) return;
      const answer = await window.showInformationMessage(l10n.t('The report is in {0}.', out), open);
      if (answer === open) await env.openExternal(Uri.file(join(out, 'report.html')));
    });
  }

  #run(name: string, words: string[]): Terminal {
    needTrust();
    const terminal = window.createTerminal({
      name,
      shellPath: process.execPath,
      shellArgs: [this.#cli, ...words],
      env: asNode,
      isTransient: true,
    });
    terminal.show();
    return terminal;
  }
}

/** Inside Electron the same program is Node only when it is told so. */
const asNode: Record<string, string> = process.versions.electron ? { ELECTRON_RUN_AS_NODE: '1' } : {};

/** Beside what is graded. */
function reportFolder(folder: Uri): string {
  return `${folder.fsPath.replace(/[\\/]+$/, '')}-report`;
}

/** The model or the endpoint of the settings, as the command line has it. */
function modelFlags(): string[] {
  const { model, endpoints, endpointModel, gpu, gpuDevice } = readSettings();
  if (endpoints.length > 0)
    return [
      ...endpoints.flatMap((url) => ['--endpoint', url]),
      ...(endpointModel ? ['--endpoint-model', endpointModel] : []),
    ];
  return [
    ...(presetNamed(model) ? ['--model', model] : []),
    ...(gpu === 'auto' ? [] : ['--gpu', gpu]),
    ...(gpuDevice === undefined ? [] : ['--gpu-device', String(gpuDevice)]),
  ];
}

async function chooseOne(
  title: string,
  kinds: { canSelectFiles?: boolean; canSelectFolders?: boolean },
): Promise<Uri | undefined> {
  return (await window.showOpenDialog({ title, openLabel: l10n.t('Choose'), ...kinds }))?.[0];
}
