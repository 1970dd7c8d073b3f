import { fetchModel, Preset } from '../../src/model/index.ts';

/** Fetches a preset in a process of its own, to be killed in the middle of it: `fetch-in-process FOLDER PRESET`. */
const [, , folder = '', preset = ''] = process.argv;
const http = { segmentBytes: 100_000, environment: {} };
for await (const _ of fetchModel(Preset.parse(JSON.parse(preset)), { folder, http }));
