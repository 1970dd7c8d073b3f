import { Markdown } from '../Markdown.tsx';
import type { ChatTurn } from '../protocol.ts';

export function Turn({ turn }: { turn: ChatTurn }) {
  if (turn.role === 'user') return <div class="turn user">{turn.text}</div>;
  return (
    <div class="turn assistant">
      {turn.thought && (
        <details open={turn.ended === undefined && turn.text === ''}>
          <summary class="quiet">Thoughts</summary>
          <pre class="thought">{turn.thought}</pre>
        </details>
      )}
      <Markdown text={turn.text} />
      <p class={turn.ended === 'error' ? 'warning' : 'quiet'} role="status">
        {note(turn)}
      </p>
    </div>
  );
}

function note(turn: ChatTurn): string {
  switch (turn.ended) {
    case undefined:
      return turn.text || turn.thought ? '…' : 'Waiting for the model …';
    case 'stopped':
      return 'Stopped.';
    case 'cut':
      return 'Cut off: the token budget is used up.';
    case 'error':
      return turn.error ?? 'It broke off.';
    case 'whole':
      return turn.text === '' ? 'The model had nothing to say. Ask in other words.' : '';
  }
}
