export { headLength, isSourceLanguage, languageOf } from './comment.ts';
export {
  type CompanionEvent,
  type CompanionListener,
  type CompanionOptions,
  companionPorts,
  listenForCompanion,
} from './companion/listen.ts';
export { CompanionMessage, problemOfMessage } from './companion/message.ts';
export { contestFolderOf, headerOf, type SaveOptions, saveArrival, saveStatement } from './companion/save.ts';
export { sharedKey } from './companion/shared-key.ts';
export { textOfBytes } from './decode.ts';
export { canFetch, fetchStatement } from './fetch-statement.ts';
export {
  type ImportedTests,
  importTests,
  readSavedProblem,
  type SavedProblem,
  savedProblemOf,
} from './folder/import.ts';
export { keepTest } from './folder/keep-test.ts';
export {
  type Demand,
  type Expectation,
  PackageError,
  type PackageSubmission,
  type ProblemPackage,
  readPackage,
  writePackage,
} from './folder/package.ts';
export type { PackageGroup, PackageTest } from './folder/package-data.ts';
export { withConstants } from './folder/package-metadata.ts';
export {
  changeEdits,
  Edits,
  ownTests,
  type Program,
  readSidecar,
  type Sidecar,
  sidecarOf,
  withEdits,
  writeEdits,
} from './folder/sidecar.ts';
export { addTest, readTests, retireTest, type TestCase, writeTest, writeTests } from './folder/tests.ts';
export { functionLanguages, programFor } from './function/program.ts';
export { type Signature, signatureOf } from './function/signature.ts';
export { type Contest, type ContestJudge, ContestList, contestsNow } from './guard/contest.ts';
export { ContestGuard, type ContestGuardOptions, ContestRefusal } from './guard/contest-guard.ts';
export {
  type ContestPlace,
  contestOfUrl,
  type GuardDecision,
  type GuardMode,
  type GuardOptions,
  guardProblem,
} from './guard/guard.ts';
export { escapedHtml } from './html/escaped.ts';
export { readPdf } from './pdf.ts';
export * from './problem.ts';
export { findStatement, readProblem } from './read.ts';
export { type ReadAtOptions, type ReadingAt, readProblemAt } from './read-at.ts';
export { isProblem, type LineRange, type Reading, type ReadOptions } from './reading.ts';
