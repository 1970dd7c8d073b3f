import { Code } from '../Code.tsx';
import type { FromChat } from '../protocol.ts';
import { t } from '../texts.ts';

const actions = [
  ['run', t('Run Samples')],
  ['insert', t('Insert')],
  ['copy', t('Copy')],
  ['diff', t('Diff')],
] as const;

/** A program of an answer with what can be done with it. */
export function CodeBlock(props: {
  code: string;
  language: string;
  send: (message: FromChat) => void;
  /** More of it comes in: nothing can be done with it yet. */
  isOpen: boolean;
  /** False where there is no editor: it can only be copied. */
  inEditor: boolean;
}) {
  const { code, language, send, isOpen, inEditor } = props;
  const offered = isOpen ? [] : inEditor ? actions : actions.filter(([action]) => action === 'copy');
  return (
    <figure class="block" aria-label={language ? t('Code in {0}', language) : t('Code')}>
      <figcaption>
        <span class="quiet">{language}</span>
        {offered.map(([action, title]) => (
          <button
            key={action}
            type="button"
            class="link"
            onClick={() => send({ type: 'code', action, code, language })}
          >
            {title}
          </button>
        ))}
      </figcaption>
      <Code code={code} language={language} isOpen={isOpen} />
    </figure>
  );
}
