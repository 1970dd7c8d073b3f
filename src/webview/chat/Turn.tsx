import { useState } from 'preact/hooks';
import { endOf } from '../../solver/protocol.ts';
import { Answer, type DrawCode } from '../Answer.tsx';
import { FoldedThoughts } from '../FoldedThoughts.tsx';
import { Growing } from '../Growing.tsx';
import type { FromChat } from '../protocol.ts';
import { t } from '../texts.ts';
import { visible } from '../visible.ts';
import { CodeBlock } from './CodeBlock.tsx';
import type { ShownTurn } from './shownTurn.ts';

interface Props {
  turn: ShownTurn;
  index: number;
  isLast: boolean;
  send: (message: FromChat) => void;
  inEditor: boolean;
}

export function Turn(props: Props) {
  return props.turn.role === 'user' ? <Question {...props} /> : <Reply {...props} />;
}

function Question({ turn, index, send, inEditor }: Props) {
  const [draft, setDraft] = useState<string>();
  if (draft !== undefined) {
    const resend = () => {
      const text = draft.trim();
      if (text !== '') send({ type: 'edit', turn: index, text });
      setDraft(undefined);
    };
    return (
      <form
        class="turn user"
        onSubmit={(event) => {
          event.preventDefault();
          resend();
        }}
      >
        <textarea
          aria-label={t('Edited message')}
          rows={Math.min(10, draft.split('\n').length + 1)}
          value={draft}
          ref={(element) => element?.focus()}
          onInput={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setDraft(undefined);
            if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
              event.preventDefault();
              resend();
            }
          }}
        />
        <div class="buttons">
          <button type="submit">{t('Send Again')}</button>
          <button type="button" class="secondary" onClick={() => setDraft(undefined)}>
            {t('Cancel')}
          </button>
        </div>
        <p class="quiet">{t('What came after it is left out.')}</p>
      </form>
    );
  }
  return (
    <div class="turn user">
      <div class="words">{visible(turn.text)}</div>
      <div class="deeds">
        {turn.context && turn.context.length > 0 && (
          <span class="quiet">{t('with {0}', turn.context.join(', '))}</span>
        )}
        {inEditor && (
          <button type="button" class="link" onClick={() => setDraft(turn.command ?? turn.text)}>
            {t('Edit')}
          </button>
        )}
      </div>
    </div>
  );
}

function Reply({ turn, isLast, send, inEditor }: Props) {
  const isOpen = turn.ended === undefined;
  const code: DrawCode = (text, language, isWriting) => (
    <CodeBlock code={text} language={language} send={send} isOpen={isWriting} inEditor={inEditor} />
  );
  return (
    <div class="turn assistant">
      {turn.note && <p class="note">{turn.note}</p>}
      {turn.thought && <Thoughts turn={turn} isUnderWay={isOpen && turn.text === ''} />}
      <Answer text={turn.text} pieces={turn.pieces} isOpen={isOpen} code={code} />
      <p class={turn.ended === 'error' ? 'warning' : 'quiet'}>{noteOf(turn)}</p>
      {inEditor && isLast && !isOpen && (
        <div class="deeds">
          <button type="button" class="link" onClick={() => send({ type: 'retry' })}>
            {t('Retry')}
          </button>
        </div>
      )}
    </div>
  );
}

/** Thoughts, in view while they come, folded once the answer begins. */
function Thoughts({ turn, isUnderWay }: { turn: ShownTurn; isUnderWay: boolean }) {
  const { thought, latestThought = endOf(thought) } = turn;
  if (isUnderWay) return <Growing text={latestThought} label={t('What the model thinks')} class="thought" />;
  return <FoldedThoughts thought={thought} />;
}

function noteOf(turn: ShownTurn): string {
  switch (turn.ended) {
    case undefined:
      return turn.doing ?? '…';
    case 'stopped':
      return t('Stopped.');
    case 'cut':
      return t('Cut off: the token budget is used up.');
    case 'error':
      return turn.error ?? t('It broke off.');
    case 'whole':
      return turn.text === '' ? t('The model had nothing to say. Ask in other words.') : '';
  }
}
