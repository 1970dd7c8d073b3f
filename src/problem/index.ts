export { languageOf } from './comment.ts';
export { functionLanguages, programFor } from './function/program.ts';
export { type Signature, signatureOf } from './function/signature.ts';
export { readPdf } from './pdf.ts';
export * from './problem.ts';
export { findStatement, readProblem } from './read.ts';
export { isProblem, type LineRange, type Reading, type ReadOptions } from './reading.ts';
export { type Program, readSidecar, type Sidecar, sidecarOf, type TestCase } from './sidecar.ts';
