import { render } from 'preact';
import { connect, oncePerFrame } from '../host.ts';
import { type FromProblem, type SampleRun, type ShownProblem, ToProblem } from '../protocol.ts';
import { ProblemPage } from './ProblemPage.tsx';

const host = connect<typeof ToProblem, FromProblem>(ToProblem);
const root = document.getElementById('root');
let shown: ShownProblem | { file: string; reason: string } | undefined;
let run: SampleRun | undefined;

const draw = oncePerFrame(() => {
  if (root && shown) render(<ProblemPage shown={shown} run={run} send={host.send} />, root);
});

host.listen((message) => {
  if (message.type === 'run') run = message.run;
  else {
    const next = message.type === 'problem' ? message.shown : message;
    if (next.file !== shown?.file) window.scrollTo(0, 0);
    shown = next;
  }
  draw();
});
host.send({ type: 'ready' });
