import type { Preset } from '../preset/preset.ts';
import type { DownloadEvent } from './event.ts';

/** How large the preset's file is; "about" where its exact size is not known before it comes. */
export function sizeInWords(preset: Preset): string {
  const about = preset.file.bytes === undefined && preset.file.path === undefined ? 'about ' : '';
  return about + bytesInWords(sizeOf(preset));
}

/** Bytes of the preset's file, as exactly as they are known before it comes. */
export function sizeOf(preset: Preset): number {
  return preset.file.bytes ?? Math.round(preset.memory.weights);
}

/** "1.93 GB": the decimal units that download pages use. */
export function bytesInWords(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

export interface ProgressInWords {
  verb: 'Fetching' | 'Checking';
  /** Percent, 0 to 100; 0 while the size is not known. */
  share: number;
  /** "43 % of 1.93 GB, 12.1 MB/s, 92 s left". */
  words: string;
}

/** What a progress event says, for a line or a notification; undefined for other events. */
export function progressInWords(event: DownloadEvent): ProgressInWords | undefined {
  if (event.type === 'download-verifying') {
    const share = (100 * event.bytes) / event.totalBytes;
    return { verb: 'Checking', share, words: `${Math.floor(share)} %` };
  }
  if (event.type !== 'download-progress') return undefined;
  const { bytes, totalBytes, bytesPerSecond, remainingMs } = event;
  const share = totalBytes ? (100 * bytes) / totalBytes : 0;
  const words = [
    totalBytes ? `${Math.floor(share)} % of ${bytesInWords(totalBytes)}` : bytesInWords(bytes),
    bytesPerSecond > 0 ? `${bytesInWords(bytesPerSecond)}/s` : '',
    remainingMs !== undefined ? `${timeInWords(remainingMs)} left` : '',
  ];
  return { verb: 'Fetching', share, words: words.filter((it) => it !== '').join(', ') };
}

function timeInWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
