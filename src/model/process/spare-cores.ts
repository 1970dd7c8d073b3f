import { cpus } from 'node:os';

interface Reading {
  atMs: number;
  /** Busy milliseconds of all cores together since start. */
  busyMs: number;
  /** The part of them that was this process's. */
  ownMs: number;
}

/**
 * How many threads are worth using now. llama.cpp's threads wait for each other at every layer by spinning: one
 * that has to share its core with a compiler or a judged program holds all others up, and two threads on one free
 * core are many times slower than one. So the cores others keep busy are left to them.
 */
export class SpareCores {
  readonly #most: number;
  readonly #everyMs: number;
  readonly #read: () => Reading;
  readonly #cores: number;
  #last: Reading;
  threads: number;

  /** @param most threads at best, the physical cores. */
  constructor(most: number, { everyMs = 250, read = readCores, cores = cpus().length } = {}) {
    this.#most = most;
    this.#everyMs = everyMs;
    this.#read = read;
    this.#cores = cores;
    this.#last = read();
    this.threads = most;
  }

  /** Looks again when it is time to; cheap otherwise. */
  update(): number {
    if (performance.now() - this.#last.atMs < this.#everyMs) return this.threads;
    const now = this.#read();
    const wall = now.atMs - this.#last.atMs;
    const others = (now.busyMs - this.#last.busyMs - (now.ownMs - this.#last.ownMs)) / wall;
    this.#last = now;
    // A core that is taken for less than a third is still worth a thread.
    const free = Math.floor(this.#cores - Math.max(0, others) + 1 / 3);
    this.threads = Math.max(1, Math.min(this.#most, free));
    return this.threads;
  }
}

function readCores(): Reading {
  const busyMs = cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
  const { user, system } = process.cpuUsage();
  return { atMs: performance.now(), busyMs, ownMs: (user + system) / 1000 };
}
