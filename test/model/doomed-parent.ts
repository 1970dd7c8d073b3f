import { openEmbeddedEngine } from '../../src/model/index.ts';
import { requestOf, tinyPreset } from './tiny-model.ts';

/** Opens an engine, prints its process id, and generates until it is killed: `doomed-parent MODEL PROCESS`. */
const [, , modelPath = '', processPath = ''] = process.argv;
const engine = openEmbeddedEngine({
  modelPath,
  processPath,
  preset: tinyPreset(),
  gpu: 'cpu',
  lanes: 1,
  contextTokens: 1024,
});
await engine.load();
console.log(engine.processId);
for (;;) for await (const _ of engine.generate(requestOf('Once upon a time', { maxTokens: 900 })));
