import { setTimeout as wait } from 'node:timers/promises';
import { BrokenOff, serveAnswers } from '../../test/editor/harness/index.ts';

/** A server in a model's place that always knows the answer, and can be made to go away midway. */
export interface FlakyModel extends AsyncDisposable {
  url: string;
  /** Seeds of the requests that came. */
  asked: (number | undefined)[];
  /** Pieces of answers that it still gives before it breaks every connection off; undefined: all of them. */
  piecesLeft: number | undefined;
}

const program = 'The program:\n```python\na, b = map(int, input().split())\nprint(a + b)\n```\n';

export async function openFlakyModel(): Promise<FlakyModel> {
  async function* answer() {
    for (let at = 0; at < program.length; at += 20) {
      if (model.piecesLeft !== undefined && model.piecesLeft-- <= 0) throw new BrokenOff();
      yield program.slice(at, at + 20);
      await wait(40);
    }
  }
  const server = await serveAnswers(({ seed }) => {
    model.asked.push(seed);
    return answer();
  });
  const model: FlakyModel = { ...server, asked: [], piecesLeft: undefined };
  return model;
}
