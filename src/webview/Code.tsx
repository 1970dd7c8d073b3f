import { type ComponentChild, h } from 'preact';
import { useRef } from 'preact/hooks';
import { highlighted } from './highlight.ts';
import { Lines } from './Lines.tsx';
import { visible } from './visible.ts';

/** A program in the colours of the theme; `isOpen` while more of it comes in. */
export function Code({
  code,
  language = '',
  isOpen = false,
}: {
  code: string;
  language?: string | undefined;
  isOpen?: boolean;
}) {
  const shown = visible(code);
  const coloured = useColoured(shown, language, isOpen);
  return (
    <pre>
      <code>
        {coloured?.nodes}
        <Lines text={coloured ? shown.slice(coloured.source.length) : shown} />
      </code>
    </pre>
  );
}

/** Characters that are coloured; no program that is read is longer. */
const mostColoured = 30_000;

interface Coloured {
  source: string;
  language: string;
  nodes: ComponentChild;
  at: number;
  ms: number;
}

/** Whole lines of the code in colour. While it grows, they are coloured anew so seldom that it costs a tenth of the time. */
function useColoured(code: string, language: string, isOpen: boolean): Coloured | undefined {
  const kept = useRef<Coloured>();
  const before = kept.current?.language === language ? kept.current : undefined;
  const end = isOpen || code.length > mostColoured ? code.lastIndexOf('\n', mostColoured) + 1 : code.length;
  const now = performance.now();
  if (before && code.startsWith(before.source)) {
    if (before.source.length === end) return before;
    if (isOpen && now - before.at < 10 * before.ms) return before;
  }
  const source = code.slice(0, end);
  const children = highlighted(source, language);
  // One element that stays the same object is not compared again.
  const nodes = children && h('span', {}, children);
  kept.current = nodes && { source, language, nodes, at: now, ms: performance.now() - now };
  return kept.current;
}
