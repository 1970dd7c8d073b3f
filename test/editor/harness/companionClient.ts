import { readFile, rm } from 'node:fs/promises';
import type { ActiveEditor, Answer, BridgeAddress, FoundDiagnostic, Question } from './companion/question.ts';
import { until } from './until.ts';

/** What the extension host knows and the page does not show: whole texts, diagnostics, results of commands. */
export class CompanionClient {
  readonly #addressFile: string;

  constructor(addressFile: string) {
    this.#addressFile = addressFile;
  }

  /** Resolves when the extension host runs and has started its extensions. */
  async ready(timeoutMs = 60_000): Promise<void> {
    await until('the extension host to start', () => this.#address(), { timeoutMs });
  }

  /** Makes `ready` wait for the extension host of a window that is opened after this. */
  async forget(): Promise<void> {
    await rm(this.#addressFile, { force: true });
  }

  async activeEditor(): Promise<ActiveEditor | undefined> {
    return (await this.#ask({ ask: 'activeEditor' })) ?? undefined;
  }

  async diagnostics(path: string): Promise<FoundDiagnostic[]> {
    return this.#ask({ ask: 'diagnostics', path });
  }

  /** Undefined when the editor does not know the extension. */
  async isActive(extensionId: string): Promise<boolean | undefined> {
    return (await this.#ask({ ask: 'extension', id: extensionId })).active;
  }

  /** Runs a command in the extension host; arguments and result are JSON. */
  async execute(command: string, ...args: unknown[]): Promise<unknown> {
    return this.#ask({ ask: 'execute', command, args });
  }

  async #ask<Asked extends Question>(question: Asked): Promise<Answer<Asked>> {
    const { port, key } = await this.#address();
    const response = await fetch(`http://127.0.0.1:${port}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify(question),
    });
    const said = await response.json();
    if (!response.ok) throw new Error(`The companion could not answer ${question.ask}: ${said}`);
    return said as Answer<Asked>;
  }

  /** Read each time: a reloaded window has a new extension host. */
  async #address(): Promise<BridgeAddress> {
    return JSON.parse(await readFile(this.#addressFile, 'utf8'));
  }
}
