import { type DownloadEvent, progressInWords } from '../../model/index.ts';
import { paint } from './paint.ts';
import { plainText } from './plainText.ts';

/** Shows a download on standard error, on one line where that is a terminal; gives back the file's path. */
export async function showDownload(
  title: string,
  events: AsyncIterable<DownloadEvent>,
  quiet = false,
): Promise<string | undefined> {
  const live = process.stderr.isTTY;
  const say = (text: string, end = '\n') => {
    if (!quiet) process.stderr.write(`${live ? '\r\u001b[K' : ''}${text}${end}`);
  };
  let said = '';
  for await (const event of events) {
    const progress = progressInWords(event);
    if (progress) {
      const { verb, share, words } = progress;
      // Without a terminal a line for each tenth is enough.
      const step = live ? words : `${verb} ${Math.floor(share / 10)}`;
      if (step !== said) say(`${verb} ${plainText(title)}: ${words}`, live ? '' : '\n');
      said = step;
    } else if (event.type === 'download-source-failed')
      say(paint('yellow', plainText(`${event.source} did not give it: ${event.reason}`)));
    else if (event.type === 'download-waiting') say('Another window or command is fetching it; waiting.');
    else if (event.type === 'download-discarded') say(paint('yellow', plainText(event.reason)));
    else if (event.type === 'download-verified') say(`SHA-256 ${event.sha256}`);
    else if (event.type === 'download-done') {
      say(`${plainText(title)} is at ${plainText(event.path)}`);
      return event.path;
    }
  }
  return undefined;
}
