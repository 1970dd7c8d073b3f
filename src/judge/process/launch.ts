/** What one process tree may use. Everything is a cap: the launcher ends the tree that goes beyond one. */
export interface Caps {
  /** CPU time of the whole tree, ms. */
  cpuMs: number;
  /** Time on the clock, ms. */
  wallMs: number;
  /** Peak resident memory of the whole tree, bytes. */
  memoryBytes: number;
  /** Bytes of stdout kept; writing more ends the run. stderr is cut at 64 KiB without ending it. */
  outputBytes: number;
  /** Largest file the tree may write, bytes. */
  fileBytes: number;
  /** Processes and threads alive at once. */
  processes: number;
}

/** One program to start. `argv[0]` is an absolute path: nothing is searched and no shell is involved. */
export interface Launch {
  argv: string[];
  /** The whole environment of the program besides PATH, HOME, TMPDIR and LANG, which the launcher sets. */
  env?: Record<string, string>;
  input: string | Uint8Array;
  caps: Caps;
  /** Files put into the working folder before the start; a key may hold `/`. */
  files?: Record<string, string | Uint8Array>;
  /** Files of the working folder to hand back at the end, as far as they exist, each cut at `outputBytes`. */
  collect?: string[];
  /** A folder that is the working folder and keeps what the program writes; else a fresh one that is removed. */
  workFolder?: string;
  /** Folders the program must be able to read besides the system's: toolchain and build. */
  readable?: string[];
  /** Folders the program may write besides the working folder (a compiler's own cache). */
  writable?: string[];
  /** Whether the address space may be capped (native programs) or only resident memory (virtual machines). */
  reservesMemory?: boolean;
}

/** Why the launcher ended a run; `cancelled`: the interactor had ended and the program went on. */
export type Stopped = 'cpu' | 'wall' | 'memory' | 'output' | 'processes' | 'cancelled';

/** How a run ended. `cpuMs` and `memoryBytes` are absent where the platform gives no exact reading. */
export interface Ended {
  exitCode?: number;
  signal?: string;
  stopped?: Stopped;
  cpuMs?: number;
  wallMs: number;
  memoryBytes?: number;
  stdout: Buffer;
  stderr: Buffer;
  /** stdout was cut. */
  truncated: boolean;
  files: Record<string, Buffer>;
}

/** What one side of an interactive run wrote, in the order of writing. */
export interface Said {
  by: 'program' | 'interactor';
  bytes: Buffer;
}

/** An interactive run: stdout of each side is stdin of the other. */
export interface Conversation {
  program: Ended;
  interactor: Ended;
  /** The side that ended first. */
  first: 'program' | 'interactor';
  /** What the program wrote that the interactor never took. */
  unread: Buffer;
  /** The first MiB of what was said. */
  transcript: Said[];
}

/**
 * Starts programs and owns them until they are gone: when the promise settles, however it does, nothing of the
 * program is left, neither a process nor a file outside `workFolder`. Rejects with the signal's reason when it
 * aborts, and with a JudgeError when the program could not be started.
 */
export interface Launcher extends AsyncDisposable {
  launch(launch: Launch, signal?: AbortSignal): Promise<Ended>;
  /** Two programs that talk to each other. \`input\` of both is ignored; one second after the interactor ended, the program is ended too. */
  converse(program: Launch, interactor: Launch, signal?: AbortSignal): Promise<Conversation>;
}
