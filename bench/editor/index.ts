import type { Figure } from '../figure.ts';
import * as frames from './frames.ts';
import * as host from './host.ts';

/** What the extension costs in a real VS Code, a file for each group of figures. */
export async function figures(onFigure: (figure: Figure) => void = () => undefined): Promise<Figure[]> {
  const found: Figure[] = [];
  for (const group of [host, frames]) {
    const more = await group.figures();
    more.forEach(onFigure);
    found.push(...more);
  }
  return found;
}
