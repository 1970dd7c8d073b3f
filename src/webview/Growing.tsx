import { useRef, useState } from 'preact/hooks';
import { Lines } from './Lines.tsx';
import { t } from './texts.ts';
import { visible } from './visible.ts';

/**
 * Text under way, its last lines in view: the style lays it out from its end. It lets go when the user scrolls up,
 * and stands still until it is followed again.
 */
export function Growing({ text, label, class: kind }: { text: string; label: string; class: string }) {
  const place = useRef<HTMLPreElement>(null);
  const [follows, follow] = useState(true);
  const shown = useRef(text);
  if (follows) shown.current = text;
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
        onScroll={({ currentTarget: it }) => follow(it.scrollTop > -8)}
      >
        <div>
          <Lines text={visible(shown.current)} />
        </div>
      </pre>
      {!follows && (
        <button type="button" class="follow" onClick={() => place.current?.scrollTo(0, 0)}>
          {t('Follow')}
        </button>
      )}
    </div>
  );
}
