export { type AnswerEvent, answerTo } from './generation.ts';
export { type SizedInputs, sizedInputs } from './inputs/sized.ts';
export { type CheckedOracle, checkOracle, findOracle, type OracleSource } from './oracle.ts';
export * from './protocol.ts';
export { RecordError, readRecord, replay, type SolveRecord, solveRecorded } from './record.ts';
export { asks, type SolveRequests, solveDefaults, solveRequest } from './request.ts';
export { judgeOnSamples, limitsOf, sampleTests, unjudgeable } from './samples.ts';
export { type SolveOptions, solve } from './solve.ts';
export { Steering } from './steering.ts';
