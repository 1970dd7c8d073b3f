import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Verdict } from '../judge/index.ts';

/** What is asked about at the moment of a scrape. */
export interface Readings {
  lanes(): number;
  lanesBusy(): number;
  modelWaiting(): number;
  judgeBusy(): number;
  judgeWaiting(): number;
}

const speedWindowMs = 10_000;

/** The figures of one server, in Prometheus' text format. */
export class Metrics {
  readonly #registry = new Registry();
  /** When tokens came and how many, over the last ten seconds. */
  #recent: { atMs: number; tokens: number }[] = [];

  readonly requests: Counter<'route' | 'status'>;
  readonly seconds: Histogram<'route'>;
  readonly firstToken: Histogram;
  readonly promptTokens: Counter;
  readonly #tokens: Counter;
  readonly #verdicts: Counter<'verdict'>;

  constructor(readings: Readings) {
    const registers = [this.#registry];
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    gauge('verdict_lanes', 'Generations side by side at most', readings.lanes);
    gauge('verdict_lanes_busy', 'Generations under way', readings.lanesBusy);
    gauge('verdict_queue_waiting', 'Generations waiting for a lane', readings.modelWaiting);
    gauge('verdict_judge_busy', 'Judge requests under way', readings.judgeBusy);
    gauge('verdict_judge_waiting', 'Judge requests waiting', readings.judgeWaiting);
    gauge('verdict_tokens_per_second', 'New tokens a second over the last ten', () => this.tokensPerSecond);
    gauge('verdict_resident_bytes', 'Memory of the server process', () => process.memoryUsage().rss);
    this.requests = new Counter({
      name: 'verdict_requests_total',
      help: 'Requests answered',
      labelNames: ['route', 'status'],
      registers,
    });
    this.seconds = new Histogram({
      name: 'verdict_request_seconds',
      help: 'Seconds from a request to the end of its answer',
      labelNames: ['route'],
      buckets: [0.01, 0.1, 0.5, 1, 5, 20, 60, 300],
      registers,
    });
    this.firstToken = new Histogram({
      name: 'verdict_first_token_seconds',
      help: 'Seconds from asking the model to its first token, the wait for a lane included',
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60],
      registers,
    });
    this.promptTokens = new Counter({
      name: 'verdict_prompt_tokens_total',
      help: 'Tokens of prompts',
      registers,
    });
    this.#tokens = new Counter({ name: 'verdict_tokens_total', help: 'New tokens', registers });
    this.#verdicts = new Counter({
      name: 'verdict_verdicts_total',
      help: 'Verdicts on submissions and candidates',
      labelNames: ['verdict'],
      registers,
    });
  }

  /** Counts new tokens of the model. */
  count(tokens: number): void {
    if (tokens === 0) return;
    this.#tokens.inc(tokens);
    const atMs = performance.now();
    const last = this.#recent.at(-1);
    if (last && atMs - last.atMs < 250) last.tokens += tokens;
    else this.#recent.push({ atMs, tokens });
    this.#forget(atMs);
  }

  /** Counts the verdicts in any event of a solve, a judgement or a stress test. */
  countVerdict(event: { type: string; verdict?: Verdict | undefined }): void {
    if (event.verdict && ['judged', 'stress-ended', 'candidate-ended'].includes(event.type))
      this.#verdicts.inc({ verdict: event.verdict });
  }

  get tokensPerSecond(): number {
    this.#forget(performance.now());
    return this.#recent.reduce((sum, { tokens }) => sum + tokens, 0) / (speedWindowMs / 1000);
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  #forget(nowMs: number): void {
    while (this.#recent[0] && nowMs - this.#recent[0].atMs > speedWindowMs) this.#recent.shift();
  }
}
