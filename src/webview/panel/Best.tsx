import type { Candidate, SolveState } from '../../solver/protocol.ts';
import { Code } from '../Code.tsx';
import { Folded } from '../Folded.tsx';
import type { FromPanel } from '../protocol.ts';
import { evidenceInWords, t, translated } from '../texts.ts';
import { Difference } from './Difference.tsx';
import { Written } from './Written.tsx';

/** How the solve ended: the program that held with what its verdict rests on, or why there is none. */
export function Best(props: {
  state: SolveState;
  best: Candidate | undefined;
  send: (message: FromPanel) => void;
  /** False where there is no file to insert into. */
  inEditor: boolean;
}) {
  const { state, best, send, inEditor } = props;
  const solved = state.outcome === 'solved';
  const isCutShort = state.outcome === 'stopped' || state.outcome === 'broken';
  const evidence = state.evidence ? evidenceInWords(state.evidence) : t('not checked');
  return (
    <section class={solved ? 'best accepted' : 'best'} aria-label={t('Result')}>
      <h2>{solved && best ? t('AC: candidate {0}', best.number) : translated(state.reason ?? '')}</h2>
      {best && !solved && (
        <p>
          {t(
            'The best attempt, candidate {0}: {1}',
            best.number,
            best.verdict ? `${best.verdict}, ${translated(best.reason ?? '')}` : t('not checked'),
          )}
        </p>
      )}
      {isCutShort && inEditor && (
        <div class="buttons">
          <Button title={t('Go On')} message={{ type: 'goOn' }} send={send} />
          <span class="quiet">{t('What was finished is kept.')}</span>
        </div>
      )}
      {best && <p class="evidence">{t('Checked against: {0}.', evidence)}</p>}
      {best?.code !== undefined && (
        <>
          <Code code={best.code} language={state.language} />
          <div class="buttons">
            {solved && inEditor && (
              <Button title={t('Insert')} message={{ type: 'insert', candidate: best.number }} send={send} />
            )}
            {solved && inEditor && (
              <Button
                title={t('Diff')}
                kind="secondary"
                message={{ type: 'diff', candidate: best.number }}
                send={send}
              />
            )}
            {solved && (
              <Button
                title={t('New File')}
                kind="secondary"
                message={{ type: 'newFile', candidate: best.number }}
                send={send}
              />
            )}
            <Button
              title={t('Copy')}
              kind="secondary"
              message={{ type: 'copy', candidate: best.number }}
              send={send}
            />
          </div>
        </>
      )}
      {best && !solved && <Difference candidate={best} />}
      {best && (
        <Folded
          summary={<span class="quiet">{t('What it wrote')}</span>}
          content={() => <Written candidate={best} language={state.language} />}
        />
      )}
    </section>
  );
}

function Button(props: {
  title: string;
  kind?: 'secondary';
  message: FromPanel;
  send: (message: FromPanel) => void;
}) {
  return (
    <button type="button" class={props.kind} onClick={() => props.send(props.message)}>
      {props.title}
    </button>
  );
}
