import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { CudaMake } from './packages.ts';

export interface Driver {
  /** The first part of its version, which tells the CUDA it knows. */
  major: number;
  /** The compute capability of each card, ten times: 89 for 8.9. */
  cards: number[];
}

/** `nvidia-smi` comes with every driver; on WSL and in containers not always where programs are looked for. */
const places = ['nvidia-smi', '/usr/lib/wsl/lib/nvidia-smi', '/usr/local/nvidia/bin/nvidia-smi'];

/** NVIDIA's driver on this machine, by its own words; undefined where it says nothing. */
export async function driverHere(signal?: AbortSignal): Promise<Driver | undefined> {
  for (const place of places) {
    try {
      const asked = ['--query-gpu=driver_version,compute_cap', '--format=csv,noheader'];
      const { stdout } = await promisify(execFile)(place, asked, {
        timeout: 20_000,
        windowsHide: true,
        signal,
      });
      return driverIn(stdout);
    } catch {
      signal?.throwIfAborted();
    }
  }
  return undefined;
}

/** Reads "580.159.04, 9.0", a line for each card. */
export function driverIn(said: string): Driver | undefined {
  const lines = [...said.matchAll(/^(\d+)\.[\d.]+, (\d+)\.(\d)\s*$/gm)];
  const [first] = lines;
  return first && { major: Number(first[1]), cards: lines.map((line) => Number(`${line[2]}${line[3]}`)) };
}

/** The cards that the code of CUDA 13 holds machine code for; for others the driver compiles it, and must know 13.1. */
const compiledFor = [86, 89, 120, 121];

/** Which make of the code runs with this driver on these cards. A driver that says nothing is taken for a new one. */
export function makeFor({ major, cards }: Driver = { major: 590, cards: [] }): CudaMake {
  if (major >= 590) return cards.every((card) => card >= 75) ? 13 : 12;
  return major >= 580 && cards.every((card) => compiledFor.includes(card)) ? 13 : 12;
}
