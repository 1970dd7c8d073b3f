export { chatReply } from './chat.ts';
export { explainProblem } from './explain.ts';
