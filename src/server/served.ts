import type { Judge } from '../judge/index.ts';
import type { Engine, Preset } from '../model/index.ts';
import { ContestGuard, type ContestGuardOptions } from '../problem/index.ts';
import { ApiError } from './api-error.ts';
import { Admission } from './load/admission.ts';
import { ClientEngine } from './load/client-engine.ts';
import { FairTurns } from './load/fair-turns.ts';
import type { RequestLives } from './load/request-life.ts';
import { Metrics } from './metrics.ts';

export interface ServedOptions {
  engine: Engine;
  preset: Preset;
  /** Absent: judging and solving are off, and `judgeOff` says why. */
  judge?: Judge | undefined;
  judgeOff?: string | undefined;
  guard: Omit<ContestGuardOptions, 'ask' | 'remedy'>;
  /** Requests that may wait beyond those worked on. */
  queue: number;
}

/** What all clients of one server share: the model, the judge, the queue and the figures. */
export class Served {
  readonly preset: Preset;
  readonly #options: ServedOptions;
  readonly #lanes: FairTurns;
  readonly #judging: FairTurns;
  readonly #modelDoor: Admission;
  readonly #judgeDoor: Admission;
  readonly metrics: Metrics;
  readonly lives: RequestLives;

  constructor(options: ServedOptions, lives: RequestLives) {
    const { engine, judge, queue } = options;
    this.#options = options;
    this.preset = options.preset;
    this.lives = lives;
    this.#lanes = new FairTurns(engine.info?.lanes ?? 1);
    engine.onInfoChange((info) => this.#lanes.resize(info?.lanes ?? 1));
    this.#judging = new FairTurns(judge?.parallel ?? 1);
    const limits = { most: queue + this.preset.lanes, mostPerClient: queue };
    this.#modelDoor = new Admission(limits);
    this.#judgeDoor = new Admission(limits);
    this.metrics = new Metrics({
      lanes: () => this.#lanes.size,
      lanesBusy: () => this.#lanes.running,
      modelWaiting: () => this.#lanes.waiting,
      judgeBusy: () => this.#judging.running,
      judgeWaiting: () => this.#judging.waiting,
    });
  }

  get engine(): Engine {
    return this.#options.engine;
  }

  /** @throws ApiError when judging is off, saying why */
  get judge(): Judge {
    const { judge, judgeOff = 'It was started with --no-judge.' } = this.#options;
    if (!judge) throw new ApiError(403, 'judge_off', `This server does not run programs. ${judgeOff}`);
    return judge;
  }

  get runsPrograms(): boolean {
    return this.#options.judge !== undefined;
  }

  /** The model as this client may use it: in its fair turn. */
  engineFor(client: string): Engine {
    return new ClientEngine(this.engine, this.#lanes, client, this.metrics);
  }

  /** The guard of one request: nobody can be asked, the request itself may say that it is practice. */
  guardFor(practice: boolean | null | undefined): ContestGuard {
    return new ContestGuard({
      ...this.#options.guard,
      saidPractice: practice ?? this.#options.guard.saidPractice ?? false,
      remedy: 'Send "practice": true if the contest is over or this is practice.',
    });
  }

  /** A place among the requests to the model. @throws ApiError 429 */
  enterModel(client: string): Disposable {
    return this.#modelDoor.enter(client, this.#lanes.size);
  }

  /** A place among the requests to the judge. @throws ApiError 429 or 403 */
  enterJudge(client: string): Disposable {
    void this.judge;
    return this.#judgeDoor.enter(client, this.#judging.size);
  }

  /** This client's fair turn at the judge. */
  judgeTurn(client: string, signal: AbortSignal): Promise<Disposable> {
    return this.#judging.take(client, signal);
  }

  get load() {
    return {
      lanes: this.#lanes.size,
      running: this.#lanes.running,
      waiting: this.#lanes.waiting,
      open: this.#modelDoor.open + this.#judgeDoor.open,
    };
  }
}
