import type { Preset } from '../preset/preset.ts';

/** A file that can be fetched: a model's (every preset is one), or data that is named with its sources. */
export interface Fetchable extends Pick<Preset, 'id' | 'title' | 'file'> {
  /** Absent: a model, which begins as a GGUF file does. */
  kind?: 'data';
  /** Of a model: bytes of its weights, which tell its size where `file.bytes` does not. */
  memory?: Pick<Preset['memory'], 'weights'>;
}

/** The command that fetches it. */
export function commandFor({ id, kind }: Fetchable): string {
  return kind === 'data' ? `verdict eval fetch ${id}` : `verdict models download ${id}`;
}
