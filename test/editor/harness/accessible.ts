import axe from 'axe-core';
import type { FrameLocator, Page } from 'playwright-core';

/** Rules of axe-core that the page breaks, or the one in the frame, with where. */
export function brokenRules(frame: FrameLocator | Page): Promise<string[]> {
  const look = `${axe.source}; return axe.run().then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join(' ')))`;
  return frame.locator('html').evaluate(new Function(look) as () => Promise<string[]>);
}
