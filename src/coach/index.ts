export { chatReply } from './chat.ts';
export { explainProblem } from './explain.ts';
export * from './protocol.ts';
export { type ReviewOptions, review } from './review/review.ts';
