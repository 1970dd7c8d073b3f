import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, type Pseudoterminal } from 'vscode';

/** A terminal for what a program of Node prints. It stays when the program has ended, to be read. */
export class Printout implements Pseudoterminal {
  readonly #written = new EventEmitter<string>();
  readonly onDidWrite = this.#written.event;
  readonly #args: string[];
  readonly #env: Record<string, string>;
  #child: ChildProcess | undefined;

  constructor(args: string[], env: Record<string, string>) {
    this.#args = args;
    this.#env = env;
  }

  open(): void {
    const child = spawn(process.execPath, this.#args, {
      env: { ...process.env, ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => this.#write(text));
    child.on('error', ({ message }) => this.#write(`${message}\n`));
  }

  handleInput(data: string): void {
    if (data === '\u0003') this.close();
  }

  close(): void {
    this.#child?.kill();
  }

  #write(text: string): void {
    this.#written.fire(text.replace(/\r?\n/g, '\r\n'));
  }
}
