export { buildCpuLibrary } from './cpu-build/build.ts';
export { CpuBuildEvent } from './cpu-build/event.ts';
export { builtCpuLibrary, removeCpuLibrary } from './cpu-build/place.ts';
export { type CudaOptions, fetchCuda, offersCuda } from './cuda/fetch.ts';
export { fetchedCuda, hasNvidiaDriver, removeCuda } from './cuda/place.ts';
export { DownloadEvent } from './download/event.ts';
export { type FetchOptions, fetchFile, fetchModel } from './download/fetch-file.ts';
export type { Fetchable } from './download/fetchable.ts';
export { type ImportOptions, importModel } from './download/import-model.ts';
export {
  findFile,
  findModel,
  type KeptModel,
  keptModel,
  keptModels,
  removeModel,
  verifyModel,
} from './download/kept.ts';
export { bytesInWords, progressInWords, sizeInWords, sizeOf } from './download/words.ts';
export { EmbeddedEngine, type EmbeddedEngineOptions, openEmbeddedEngine } from './engine/embedded.ts';
export { type EndpointEngineOptions, openEndpointEngine } from './engine/endpoint.ts';
export { endpointModels, firstServedModel, type ServedModel } from './engine/endpoint-server.ts';
export { spreadOver } from './engine/spread.ts';
export { ModelError, type ModelErrorCode, reasonOf } from './errors.ts';
export { cacheFolder, modelsFolder } from './folders.ts';
export * from './generation.ts';
export { machineOf } from './hardware/machine.ts';
export { HardwarePlan, Machine, Needs, planFor, planInWords, type Wishes } from './hardware/plan.ts';
export { plansFor, type Recommendation, recommend } from './hardware/recommend.ts';
export { ChatFormat, Mode, Preset, Source, ThoughtStyle } from './preset/preset.ts';
export { presetNamed, presetOfEndpoint, presetOfFile, presets } from './preset/presets.ts';
export { Gpu } from './process/protocol.ts';
export {
  claimsPrompt,
  hintsPrompt,
  proofPrompt,
  reviewPrompt,
  rubricPrompt,
  sectionsPrompt,
} from './prompt/coaching.ts';
export { type ExtractedCode, extractCode } from './prompt/extract-code.ts';
export { instructions } from './prompt/instructions.ts';
export { chatPrompt, type MadePrompt, mathsPrompt, solvePrompt } from './prompt/prompts.ts';
export { fenced } from './prompt/statement.ts';
export { RepetitionDetector } from './repetition.ts';
export { type OutputPiece, ThoughtParser } from './thought-parser.ts';
