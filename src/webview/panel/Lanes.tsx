import { useEffect, useRef, useState } from 'preact/hooks';
import type { Candidate, SolveState } from '../../solver/protocol.ts';
import type { FromPanel } from '../protocol.ts';
import { t } from '../texts.ts';
import { doing, Lane } from './Lane.tsx';

/** Below this width, in CSS pixels, one lane is shown and the others are behind tabs. */
const widthOfTwo = 480;

/** The candidates under way, side by side, or as tabs where there is no room for two. */
export function Lanes(props: {
  running: Candidate[];
  state: SolveState;
  begunAt: ReadonlyMap<number, number> | undefined;
  send?: ((message: FromPanel) => void) | undefined;
}) {
  const { running, state, begunAt, send } = props;
  const place = useRef<HTMLElement>(null);
  const isNarrow = useIsNarrow(place);
  const [chosen, choose] = useState<number>();
  const lane = (it: Candidate) => (
    <Lane key={it.number} candidate={it} state={state} begunAt={begunAt?.get(it.number)} send={send} />
  );
  const shown = running.find((it) => it.number === chosen) ?? running[0];
  const hasTabs = isNarrow && running.length > 1;
  return (
    <section ref={place} class={hasTabs ? undefined : 'lanes'} aria-label={t('Candidates under way')}>
      {hasTabs && shown ? (
        <>
          <Tabs running={running} shown={shown} choose={choose} state={state} />
          <div id="lane" role="tabpanel" aria-labelledby={tabId(shown)}>
            {lane(shown)}
          </div>
        </>
      ) : (
        running.map(lane)
      )}
    </section>
  );
}

function Tabs(props: {
  running: Candidate[];
  shown: Candidate;
  choose: (candidate: number) => void;
  state: SolveState;
}) {
  const { running, shown, choose, state } = props;
  const onKey = (event: KeyboardEvent) => {
    const at = running.indexOf(shown);
    const last = running.length - 1;
    const keys: Record<string, number> = {
      ArrowLeft: at === 0 ? last : at - 1,
      ArrowRight: at === last ? 0 : at + 1,
      Home: 0,
      End: last,
    };
    const next = running[keys[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    choose(next.number);
    document.getElementById(tabId(next))?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t('Candidates under way')}>
      {running.map((it) => (
        <button
          key={it.number}
          type="button"
          id={tabId(it)}
          role="tab"
          aria-selected={it === shown}
          aria-controls="lane"
          tabIndex={it === shown ? 0 : -1}
          title={doing(it, state)}
          onClick={() => choose(it.number)}
          onKeyDown={onKey}
        >
          #{it.number}
        </button>
      ))}
    </div>
  );
}

function tabId({ number }: Candidate): string {
  return `tab-${number}`;
}

function useIsNarrow(place: { current: HTMLElement | null }): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setNarrow(element.clientWidth < widthOfTwo));
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return isNarrow;
}
