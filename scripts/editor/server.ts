import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type EditorInstall, ensureEditor } from './cache.ts';
import { type Settings, writeSettings } from './calmSettings.ts';
import { EditorError } from './editorError.ts';
import { installExtensions } from './installExtensions.ts';
import { type LeashedProcess, startLeashed } from './leashedProcess.ts';

export interface StartEditorOptions {
  /** Opened in the window, in place: what is edited there is edited. */
  folder: string;
  /** Extensions as VSIX files. */
  vsix?: readonly string[];
  /** Extensions as folders, used in place. */
  extensionFolders?: readonly string[];
  userDataDir: string;
  extensionsDir: string;
  /** The folder is not trusted, as one that was just cloned is not. Default: it is. */
  untrusted?: boolean;
  /** User settings beside the calm ones. */
  settings?: Settings;
  /** Default: any free one. */
  port?: number;
  /** Added to the environment of the server and so of the extension host. */
  env?: Readonly<Record<string, string>>;
  /** Default: `ensureEditor()`. */
  install?: EditorInstall;
  /** How long the server may take to answer, in ms. Default: 60 000. */
  timeoutMs?: number;
}

export interface RunningEditor extends AsyncDisposable {
  /** The page that shows `folder`. */
  readonly url: string;
  readonly port: number;
  /** `server-PID.log`, and a folder for each start with the logs of the server and its extension hosts. */
  readonly logFolder: string;
  /** The process group of the server and everything below it. */
  readonly pid: number;
  /** The exit code, when the server has ended by itself or by disposal. */
  readonly ended: Promise<number>;
}

/**
 * Starts VS Code's server on 127.0.0.1 and resolves when it answers. Disposing ends it with its extension hosts
 * and all they started, and waits for that. It does not outlive this process.
 *
 * @throws {EditorError} `port` when the port is taken, `start` when the server ends or stays silent
 */
export async function startEditor(options: StartEditorOptions): Promise<RunningEditor> {
  const { userDataDir, extensionsDir, port = 0 } = options;
  const install = options.install ?? (await ensureEditor());
  const logFolder = join(userDataDir, 'logs');
  const logFile = join(logFolder, `server-${process.pid}.log`);
  await mkdir(logFolder, { recursive: true });
  const trust = options.untrusted ? { 'security.workspace.trust.enabled': true } : {};
  await writeSettings(userDataDir, { ...trust, ...options.settings });
  await installExtensions(extensionsDir, { vsix: options.vsix, folders: options.extensionFolders });

  const server = startLeashed(
    install.node,
    [install.node, install.entry, ...serverFlags(options, port), resolve(options.folder)],
    { env: serverEnvironment(options.env), logFile },
  );
  try {
    const actual = await untilAnswering(server, logFile, options.timeoutMs ?? 60_000);
    return {
      url: `http://127.0.0.1:${actual}/?folder=${encodeURIComponent(resolve(options.folder))}`,
      port: actual,
      logFolder,
      pid: server.pid,
      ended: server.ended,
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  } catch (error) {
    await server[Symbol.asyncDispose]();
    if (error instanceof EditorError) throw error;
    throw new EditorError('start', `${(error as Error).message} Its log is ${logFile}.`, { cause: error });
  }
}

function serverFlags({ userDataDir, extensionsDir, untrusted }: StartEditorOptions, port: number): string[] {
  return [
    ...['--config', join(userDataDir, 'server.yaml')],
    ...['--auth', 'none'],
    ...['--bind-addr', `127.0.0.1:${port}`],
    ...['--user-data-dir', userDataDir],
    ...['--extensions-dir', extensionsDir],
    '--disable-telemetry',
    '--disable-update-check',
    ...(untrusted ? [] : ['--disable-workspace-trust']),
    '--disable-getting-started-override',
    '--disable-proxy',
  ];
}

function serverEnvironment(added: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  // In a terminal of VS Code these would make the server hand the folder to that window and end.
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|CODE_SERVER_|CS_|PORT$|PASSWORD$|NODE_OPTIONS$)/.test(name),
  );
  return { ...NO_MARKETPLACE, ...Object.fromEntries(kept), ...added };
}

/** The window asks the extension marketplace about what is installed, each time it opens; offline that fails. */
const NO_MARKETPLACE = { EXTENSIONS_GALLERY: '{"serviceUrl":""}' };

async function untilAnswering(server: LeashedProcess, logFile: string, timeoutMs: number): Promise<number> {
  const deadline = AbortSignal.timeout(timeoutMs);
  let exitCode: number | undefined;
  void server.ended.then((code) => {
    exitCode = code;
  });
  while (!deadline.aborted) {
    const said = await readFile(logFile, 'utf8');
    if (said.includes('EADDRINUSE')) {
      throw new EditorError('port', 'The port is taken. Choose another, or none for any free one.');
    }
    if (exitCode !== undefined) throw new Error(`The editor's server ended with exit code ${exitCode}.`);
    const port = Number(/HTTP server listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1]);
    if (port && (await answers(port, deadline))) return port;
    await pause(50);
  }
  throw new Error(`The editor's server did not answer within ${timeoutMs / 1000} s.`);
}

async function answers(port: number, signal: AbortSignal): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`, { signal })).ok;
  } catch {
    return false;
  }
}
