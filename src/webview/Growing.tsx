import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Lines } from './Lines.tsx';
import { visible } from './visible.ts';

/**
 * Text under way, its last lines in view. It lets go when the user scrolls up, and stands still until it is
 * followed again.
 */
export function Growing({ text, label, class: kind }: { text: string; label: string; class: string }) {
  const place = useRef<HTMLPreElement>(null);
  const [follows, follow] = useState(true);
  const shown = useRef(text);
  if (follows) shown.current = text;
  useLayoutEffect(() => {
    const element = place.current;
    if (element && follows) element.scrollTop = element.scrollHeight;
  }, [text, follows]);
  return (
    <div class="growing">
      <pre
        ref={place}
        class={kind}
        role="log"
        aria-live="off"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: it }) => follow(it.scrollTop + it.clientHeight >= it.scrollHeight - 8)}
      >
        <Lines text={visible(shown.current)} />
      </pre>
      {!follows && (
        <button type="button" class="follow" onClick={() => follow(true)}>
          Follow
        </button>
      )}
    </div>
  );
}

/** Characters of the end of a text under way that are drawn. */
const drawn = 2000;

/** The end of a growing text. It begins at the same place for a while, so that its lines do not dance. */
export function endOf(text: string): string {
  return text.slice(Math.max(0, Math.floor(text.length / drawn) - 1) * drawn);
}
