import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { Problem } from '../problem.ts';
import { CompanionMessage, problemOfMessage } from './message.ts';

/** The ports Competitive Companion posts to without being told, the one most tools listen on first. */
export const companionPorts = [27121, 10043, 10045, 10042, 6174, 4244, 1327];

/** What happens at the listener, in order. */
export type CompanionEvent =
  /** This window receives what the button sends. */
  | { kind: 'listening'; port: number }
  /** Another window of Verdict has the port; `takeOver` asks for it. */
  | { kind: 'handedOver'; port: number }
  /** No port could be had. */
  | { kind: 'blocked'; reason: string }
  /** A problem came in. `again` when its address came before: update, do not double. */
  | { kind: 'arrival'; problem: Problem; again: boolean; batch?: { id: string; size: number } }
  /** Something that was no problem came in and was refused. */
  | { kind: 'refused'; reason: string };

export interface CompanionOptions {
  /** Tried in order; one is enough, for Companion posts to all it knows. */
  ports?: number[];
  /** Ends listening and the iteration. */
  signal: AbortSignal;
  /** Known to the user's own windows only: who has it may take the port over. */
  key: string;
  /** Bytes a message may have at most. */
  mostBytes?: number;
  /** How often a window without the port looks whether it has become free, in ms. */
  retryMs?: number;
}

/** The listener's events, and the way to get the port when this window becomes the active one. */
export interface CompanionListener extends AsyncIterable<CompanionEvent> {
  takeOver(): Promise<void>;
}

const handOverPath = '/verdict/hand-over';
const keyHeader = 'x-verdict-key';

/**
 * Listens for Competitive Companion on the loopback interface. Only a POST of JSON to this very host is
 * taken, never from a web page, never beyond the size cap; nothing is run because of it. Of several windows
 * the one that called `takeOver` last has the port; when it goes, another takes its place.
 */
export function listenForCompanion(options: CompanionOptions): CompanionListener {
  const post = new Post(options);
  void post.start(false);
  options.signal.addEventListener('abort', () => void post.close(), { once: true });
  return { takeOver: () => post.start(true), [Symbol.asyncIterator]: () => post.events() };
}

class Post {
  private readonly options: CompanionOptions;
  private readonly queue: CompanionEvent[] = [];
  private readonly seen = new Set<string>();
  private server: Server | undefined;
  private starting: Promise<void> = Promise.resolve();
  private wake: () => void = () => {};
  private retry: NodeJS.Timeout | undefined;
  private closed = false;
  private lastState = '';

  constructor(options: CompanionOptions) {
    this.options = options;
    this.closed = options.signal.aborted;
  }

  /** Gets a port: a free one or, when asked to take over, one that another window of Verdict holds. One at a time. */
  start(takeOver: boolean): Promise<void> {
    this.starting = this.starting.then(() => this.tryPorts(takeOver));
    return this.starting;
  }

  async *events(): AsyncGenerator<CompanionEvent> {
    while (true) {
      const event = this.queue.shift();
      if (event) yield event;
      else if (this.closed) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    this.wake();
    await this.release();
  }

  private async tryPorts(takeOver: boolean): Promise<void> {
    if (this.closed || this.server) return;
    clearTimeout(this.retry);
    const ports = this.options.ports ?? companionPorts;
    for (const port of ports) {
      const outcome = await this.tryPort(port, takeOver);
      if (outcome === 'bound') return;
      if (outcome !== 'held') continue;
      this.state({ kind: 'handedOver', port });
      this.retryLater();
      return;
    }
    this.state({
      kind: 'blocked',
      reason: `No port of Competitive Companion is free (${ports.join(', ')}): another program or extension listens there. Close it, or set a port of your own here and in Companion's options.`,
    });
    this.retryLater();
  }

  private async tryPort(port: number, takeOver: boolean): Promise<'bound' | 'held' | 'refused'> {
    if (await this.bind(port)) return 'bound';
    // A third window may be quicker than this one to a port that was let go: it is asked in its turn.
    for (let turn = 0; turn < 3 && !this.closed; turn++) {
      const holder = await askForPort(port, this.options.key, takeOver);
      if (holder === 'stranger') return 'refused';
      if (holder === 'held') return 'held';
      if (await this.bindSoon(port)) return 'bound';
    }
    return 'refused';
  }

  private retryLater(): void {
    if (this.closed) return;
    this.retry = setTimeout(() => void this.start(false), this.options.retryMs ?? 5000);
    this.retry.unref();
  }

  /** The holder has let go or is going; its socket may need a moment to be gone. */
  private async bindSoon(port: number): Promise<boolean> {
    for (let turn = 0; turn < 20 && !this.closed; turn++) {
      if (await this.bind(port)) return true;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    return false;
  }

  private async bind(port: number): Promise<boolean> {
    const server = createServer((incoming, answer) => void this.answer(incoming, answer, port));
    server.headersTimeout = 10_000;
    server.requestTimeout = 60_000;
    server.maxConnections = 64;
    try {
      server.listen({ host: '127.0.0.1', port, exclusive: true });
      await once(server, 'listening');
    } catch {
      return false;
    }
    if (this.closed) {
      server.close();
      return true;
    }
    const address = server.address();
    this.server = server;
    this.state({ kind: 'listening', port: typeof address === 'object' && address ? address.port : port });
    return true;
  }

  private async release(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (!server) return;
    server.close();
    server.closeIdleConnections();
  }

  private async answer(incoming: IncomingMessage, answer: ServerResponse, port: number): Promise<void> {
    const refusal = refusalOf(incoming, port);
    if (refusal) {
      incoming.resume();
      reply(answer, refusal.status, refusal.reason);
      if (incoming.method === 'POST') this.push({ kind: 'refused', reason: refusal.reason });
      return;
    }
    if (incoming.url === handOverPath) return this.handOver(incoming, answer, port);
    const most = this.options.mostBytes ?? 64 * 1024 * 1024;
    const body = await bodyOf(incoming, most);
    if (body === undefined) {
      this.push({ kind: 'refused', reason: `A message of more than ${most} bytes was refused.` });
      return reply(answer, 413, 'too large');
    }
    const message = messageOf(body);
    if (!message) {
      this.push({ kind: 'refused', reason: 'What came in was no problem of Competitive Companion.' });
      return reply(answer, 400, 'no problem');
    }
    const problem = problemOfMessage(message);
    const name = problem.source?.url ?? `${message.group}\n${message.name}`;
    const again = this.seen.has(name);
    if (this.seen.size < 10_000) this.seen.add(name);
    this.push({
      kind: 'arrival',
      problem,
      again,
      ...(message.batch ? { batch: { id: message.batch.id, size: message.batch.size } } : {}),
    });
    reply(answer, 200, 'ok');
  }

  private async handOver(incoming: IncomingMessage, answer: ServerResponse, port: number): Promise<void> {
    incoming.resume();
    if (!sameKey(incoming.headers[keyHeader], this.options.key)) return reply(answer, 403, 'wrong key');
    if (incoming.headers['x-verdict-take'] !== 'yes') return reply(answer, 200, 'verdict held');
    await this.release();
    reply(answer, 200, 'verdict released');
    this.state({ kind: 'handedOver', port });
    this.retryLater();
  }

  private state(event: CompanionEvent): void {
    const words = JSON.stringify(event);
    if (words !== this.lastState) this.push(event);
    this.lastState = words;
  }

  private push(event: CompanionEvent): void {
    if (this.closed || this.queue.length >= 2000) return;
    this.queue.push(event);
    this.wake();
  }
}

/** Why a request is not taken: wrong host (DNS rebinding), a web page, wrong method, path or type. */
function refusalOf(incoming: IncomingMessage, port: number): { status: number; reason: string } | undefined {
  const local = incoming.socket.localPort ?? port;
  const hosts = [`localhost:${local}`, `127.0.0.1:${local}`, `[::1]:${local}`];
  if (!hosts.includes(incoming.headers.host ?? ''))
    return { status: 403, reason: 'A request for another host was refused.' };
  if (/^https?:/i.test(incoming.headers.origin ?? ''))
    return { status: 403, reason: 'A request from a web page was refused.' };
  if (incoming.method !== 'POST') return { status: 405, reason: 'Only POST is taken.' };
  if (incoming.url !== '/' && incoming.url !== handOverPath)
    return { status: 404, reason: 'Only the path / is taken.' };
  if (!/^application\/json\b/i.test(incoming.headers['content-type'] ?? ''))
    return { status: 415, reason: 'Only JSON is taken.' };
  return undefined;
}

async function bodyOf(incoming: IncomingMessage, most: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return '';
  }
  return Buffer.concat(chunks).toString('utf8');
}

function messageOf(body: string): CompanionMessage | undefined {
  try {
    const parsed = CompanionMessage.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function reply(answer: ServerResponse, status: number, text: string): void {
  answer.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  answer.end(text);
}

function sameKey(given: string | string[] | undefined, key: string): boolean {
  if (typeof given !== 'string') return false;
  const [left, right] = [Buffer.from(given), Buffer.from(key)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** How long the holder of a port may take to answer, in ms: a window that is busy is no stranger. */
const answerWithinMs = 10_000;

/**
 * Who holds a port that is taken: a stranger, as is who says nothing for long; another window of Verdict, which
 * lets go when asked to; or one that does not answer any more, as a window that is being closed or loaded anew.
 */
function askForPort(
  port: number,
  key: string,
  take: boolean,
): Promise<'stranger' | 'held' | 'released' | 'gone'> {
  return new Promise((resolve) => {
    const headers = {
      host: `127.0.0.1:${port}`,
      'content-type': 'application/json',
      [keyHeader]: key,
      'x-verdict-take': take ? 'yes' : 'no',
    };
    const asking = request(
      { host: '127.0.0.1', port, path: handOverPath, method: 'POST', headers, timeout: answerWithinMs },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text = (text + chunk).slice(0, 100);
        });
        answer.on('end', () =>
          resolve(text === 'verdict released' ? 'released' : text === 'verdict held' ? 'held' : 'stranger'),
        );
        answer.on('error', () => resolve('stranger'));
      },
    );
    asking.on('timeout', () => {
      resolve('stranger');
      asking.destroy();
    });
    asking.on('error', () => resolve('gone'));
    asking.end('{}');
  });
}
