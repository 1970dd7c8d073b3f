export { chatReply } from './chat.ts';
export { explainProblem } from './explain.ts';
export { type GradeOptions, grade } from './grade/grade.ts';
export { GradeRecord } from './grade/record.ts';
export { submissionTable } from './grade/report/csv.ts';
export { writeReport } from './grade/report/write.ts';
export { type HandedIn, handedIn, listedIn } from './grade/submissions.ts';
export * from './protocol.ts';
export { type ReviewOptions, review } from './review/review.ts';
