import type { DownloadEvent, Preset } from '../../model/index.ts';

/** Shows a download on standard error, on one line where that is a terminal; gives back the file's path. */
export async function showDownload(
  preset: Preset,
  events: AsyncIterable<DownloadEvent>,
  quiet = false,
): Promise<string | undefined> {
  const say = (text: string) => {
    if (!quiet) process.stderr.write(text);
  };
  const live = process.stderr.isTTY;
  let said = -1;
  for await (const event of events) {
    if (event.type === 'download-progress') {
      const share = event.totalBytes ? Math.floor((100 * event.bytes) / event.totalBytes) : 0;
      // Without a terminal a line for each tenth is enough.
      const step = live ? share : Math.floor(share / 10);
      if (step === said) continue;
      said = step;
      const speed = event.bytesPerSecond ? `, ${(event.bytesPerSecond / 2 ** 20).toFixed(1)} MiB/s` : '';
      say(`${live ? '\r\u001b[K' : ''}Fetching ${preset.title}: ${share} %${speed}${live ? '' : '\n'}`);
    } else if (event.type === 'download-done') {
      say(`${live ? '\r\u001b[K' : ''}${preset.title} is at ${event.path}\n`);
      return event.path;
    }
  }
  return undefined;
}
