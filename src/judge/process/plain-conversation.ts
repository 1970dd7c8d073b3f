import type { ChildProcess } from 'node:child_process';
import type { Conversation, Ended, Said } from './launch.ts';
import { endTree } from './tree.ts';

const TRANSCRIPT_BYTES = 1024 * 1024;
/** How long the program may go on after the interactor has ended. */
const AFTERMATH_MS = 1000;

/** Two child processes that read what the other writes, where the native runner cannot do it. */
export class PlainConversation {
  #sides = new Map<Said['by'], ChildProcess>();
  #transcript: Said[] = [];
  #size = 0;
  #ended: Said['by'][] = [];
  #unread: Buffer[] = [];
  #cancelled = false;

  /** Adds one side; with the second, they are connected. */
  join(by: Said['by'], child: ChildProcess): void {
    this.#sides.set(by, child);
    child.once('exit', () => this.#exited(by));
    const [program, interactor] = [this.#sides.get('program'), this.#sides.get('interactor')];
    if (!program || !interactor) return;
    this.#connect('program', program, interactor);
    this.#connect('interactor', interactor, program);
  }

  #connect(by: Said['by'], from: ChildProcess, to: ChildProcess): void {
    from.stdout?.on('data', (bytes: Buffer) => {
      if (this.#size < TRANSCRIPT_BYTES) this.#transcript.push({ by, bytes });
      this.#size += bytes.length;
      if (hasEnded(to)) {
        if (by === 'program') this.#unread.push(bytes);
      } else if (to.stdin?.writable) to.stdin.write(bytes);
    });
    // The end is heard after the program's own end, or an interactor that ends at it might be seen to end first.
    from.stdout?.once('end', () => {
      if (hasEnded(from)) to.stdin?.end();
      else from.once('exit', () => to.stdin?.end());
    });
  }

  #exited(by: Said['by']): void {
    this.#ended.push(by);
    const program = this.#sides.get('program');
    if (by !== 'interactor' || !program?.pid || program.exitCode !== null) return;
    program.stdin?.end();
    const { pid } = program;
    const timer = setTimeout(() => {
      this.#cancelled = true;
      endTree(pid);
    }, AFTERMATH_MS);
    program.once('exit', () => clearTimeout(timer));
  }

  /** How the program ended, with what only the conversation knows. */
  endOf(program: Ended): Ended {
    return this.#cancelled ? { ...program, stopped: program.stopped ?? 'cancelled' } : program;
  }

  record(): Omit<Conversation, 'program' | 'interactor'> {
    return {
      first: this.#ended[0] ?? 'program',
      unread: Buffer.concat(this.#unread),
      transcript: joined(this.#transcript),
    };
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function joined(pieces: Said[]): Said[] {
  const whole: Said[] = [];
  for (const { by, bytes } of pieces) {
    const last = whole.at(-1);
    if (last?.by === by) last.bytes = Buffer.concat([last.bytes, bytes]);
    else whole.push({ by, bytes });
  }
  return whole;
}
