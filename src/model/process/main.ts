import { rmSync } from 'node:fs';
import {
  type CancellationToken,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ResponseError,
} from 'vscode-jsonrpc/node';
import * as z from 'zod';
import { ModelError, reasonOf } from '../errors.ts';
import type { GenerateEvent } from '../generation.ts';
import { loadCpuLibrary } from './cpu-library.ts';
import { cudaFolder, useCuda } from './cuda.ts';
import { LanePool } from './lane-pool.ts';
import { LoadedModel, machineHere } from './llama.ts';
import {
  cpuLibraryRequest,
  type EventBatch,
  eventsNotification,
  FailureData,
  GenerateParams,
  Gpu,
  generateRequest,
  LoadParams,
  loadRequest,
  machineRequest,
  timesRequest,
  unloadRequest,
} from './protocol.ts';

/** The entry of the model process: it serves one parent over IPC and ends with it. */

let loaded: { model: LoadedModel; pool: LanePool } | undefined;
/** Known from the first moment, so that it is removed even when the parent dies before it asks for anything. */
const scratchFolder = process.argv[2];
if (cudaFolder) useCuda(cudaFolder);

const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));

// Nobody is left to answer: give the memory back without waiting for a running step.
process.on('disconnect', () => {
  if (scratchFolder !== undefined) rmSync(scratchFolder, { recursive: true, force: true });
  process.kill(process.pid, 'SIGKILL');
});

connection.onRequest(loadRequest, async (params) => {
  try {
    const checked = LoadParams.parse(params);
    await unload();
    const model = await LoadedModel.load(checked);
    loaded = { model, pool: new LanePool(model, checked) };
    return model.info;
  } catch (error) {
    throw crossing(error);
  }
});

connection.onRequest(generateRequest, async (params, cancelled: CancellationToken) => {
  try {
    const { id, request } = GenerateParams.parse(params);
    if (!loaded) throw new ModelError('bad-request', 'No model is loaded.', 'Load one first.');
    const abort = new AbortController();
    cancelled.onCancellationRequested(() => abort.abort());
    await loaded.pool.run(request, (event) => tell(id, event), abort.signal);
    flush();
    return null;
  } catch (error) {
    flush();
    throw crossing(error);
  }
});

connection.onRequest(machineRequest, async (params) => {
  try {
    return await machineHere(Gpu.parse(params.gpu));
  } catch (error) {
    throw crossing(error);
  }
});

connection.onRequest(cpuLibraryRequest, ({ folder }) => loadCpuLibrary(z.string().parse(folder)));

connection.onRequest(timesRequest, () => loaded?.model.steps.times ?? null);

connection.onRequest(unloadRequest, async () => {
  await unload();
  return null;
});

connection.listen();

async function unload(): Promise<void> {
  const before = loaded;
  loaded = undefined;
  await before?.model[Symbol.asyncDispose]();
}

/** Events of all lanes of one step travel together. */
let batch: EventBatch = [];
let flushing: NodeJS.Timeout | undefined;

function tell(id: number, event: GenerateEvent): void {
  const before = batch.at(-1);
  if (
    before?.id === id &&
    before.event.type === 'text' &&
    event.type === 'text' &&
    before.event.channel === event.channel
  )
    before.event = { ...event, text: before.event.text + event.text };
  else batch.push({ id, event });
  flushing ??= setTimeout(flush, 4);
}

function flush(): void {
  clearTimeout(flushing);
  flushing = undefined;
  if (batch.length === 0) return;
  const events = batch;
  batch = [];
  void connection.sendNotification(eventsNotification, events);
}

function crossing(error: unknown): ResponseError<FailureData> {
  if (error instanceof ModelError) {
    const data = FailureData.safeParse({ code: error.code, what: error.what, remedy: error.remedy });
    if (data.success) return new ResponseError(1, error.message, data.data);
  }
  const what = reasonOf(error);
  return new ResponseError(2, what, { code: 'bad-request', what, remedy: 'See the model log.' });
}
