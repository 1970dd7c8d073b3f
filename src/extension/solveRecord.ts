import { emptySolve, foldSolve, type SolveEvent, type SolveState } from '../solver/index.ts';

/** The events of one solve so far, short enough to be shown again: text that continues is joined. */
export class SolveRecord {
  readonly events: SolveEvent[] = [];
  state: SolveState = emptySolve;
  /** Where the last text event of each candidate and channel stands, while nothing else came from it. */
  readonly #open = new Map<number, number>();

  add(event: SolveEvent): void {
    this.state = foldSolve(this.state, event);
    if (event.type === 'candidate-text') {
      const at = this.#open.get(event.candidate);
      const before = at === undefined ? undefined : this.events[at];
      if (at !== undefined && before?.type === 'candidate-text' && before.channel === event.channel) {
        this.events[at] = { ...event, text: before.text + event.text };
        return;
      }
      this.#open.set(event.candidate, this.events.length);
    } else if ('candidate' in event) {
      this.#open.delete(event.candidate);
    }
    this.events.push(event);
  }
}
