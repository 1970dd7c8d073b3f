import { fetchModel, Preset } from '../../src/model/index.ts';

/**
 * Fetches a preset in a process of its own, to be killed in the middle of it, or to be given an environment:
 * `fetch-in-process FOLDER PRESET`. Prints its events, one a line; ends with 1 and the reason when it fails.
 */
const [, , folder = '', preset = ''] = process.argv;
const http = { segmentBytes: 25_000, retries: 1, retryAfterMs: 1 };
try {
  for await (const event of fetchModel(Preset.parse(JSON.parse(preset)), { folder, http }))
    console.log(JSON.stringify(event));
} catch (error) {
  console.log(String(error));
  process.exitCode = 1;
}
