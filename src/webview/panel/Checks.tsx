import type { Helper, SolveState } from '../../solver/protocol.ts';
import { Code } from '../Code.tsx';
import { counted } from '../counted.ts';
import { helperNames } from '../solveWords.ts';
import { t, translated } from '../texts.ts';

/** What the programs are checked with: the oracle, helpers of the model, generated inputs, and who agrees with whom. */
export function Checks({ state }: { state: SolveState }) {
  const { oracle, inputs, helpers, groups } = state;
  if (!oracle && !inputs && helpers.length === 0 && !groups) return null;
  const working = helpers.filter((it) => it.usable === undefined && !state.outcome).length;
  return (
    <details class="checks" open={!state.outcome}>
      <summary>
        {t('Checks')} <span class="quiet">{inShort(state, working)}</span>
      </summary>
      {oracle && (
        <p class={oracle.usable ? 'quiet' : 'warning'}>{t('Oracle: {0}', translated(oracle.reason))}</p>
      )}
      {inputs && (
        <p class="quiet">
          {(inputs.reason && translated(inputs.reason)) ??
            [
              t('Generated inputs: {0}', inputs.cases),
              inputs.largest > 0 && t('{0} as large as the statement allows', inputs.largest),
              inputs.origin && translated(inputs.origin),
            ]
              .filter(Boolean)
              .join(' · ')}
        </p>
      )}
      {helpers.length > 0 && (
        <ul class="helpers">
          {helpers.map((it) => (
            <li key={it.number}>
              <HelperLine helper={it} ended={state.outcome !== undefined} />
            </li>
          ))}
        </ul>
      )}
      {groups && groups.length > 0 && (
        <ul class="helpers" aria-label={t('Programs that give the same answers')}>
          {groups.map(({ members, splitBy }) => (
            <li key={members.join()}>
              {members.length === 1
                ? t('{0} answers alone', translated(members[0] ?? ''))
                : t('{0} agree', members.map(translated).join(', '))}
              {splitBy !== undefined && (
                <details>
                  <summary class="quiet">{t('the input that tells them from the first')}</summary>
                  <pre>{splitBy}</pre>
                </details>
              )}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

function HelperLine({ helper, ended }: { helper: Helper; ended: boolean }) {
  const { role, usable, reason, tokens, code } = helper;
  const mark =
    usable === undefined ? (ended ? t('stopped') : t('being written')) : usable ? t('used') : t('not used');
  const line = (
    <>
      <span class={usable ? 'chip accepted' : usable === false ? 'chip rejected' : 'chip'}>{mark}</span>{' '}
      {t(helperNames[role])}{' '}
      <span class="quiet">
        {[reason && translated(reason), tokens > 0 && counted(tokens, '1 token', '{0} tokens')]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </>
  );
  if (code === undefined) return line;
  return (
    <details>
      <summary>{line}</summary>
      <Code code={code} language="python" />
    </details>
  );
}

function inShort({ oracle, inputs, helpers, groups }: SolveState, working: number): string {
  const used = helpers.filter((it) => it.usable).length;
  return [
    oracle?.usable && t('an oracle'),
    inputs && inputs.cases > 0 && counted(inputs.cases, '1 input', '{0} inputs'),
    helpers.length > 0 && t('{0} of {1} helpers used', used, helpers.length),
    groups && counted(groups.length, '1 group of answers', '{0} groups of answers'),
    working > 0 && t('{0} being written', working),
  ]
    .filter(Boolean)
    .join(' · ');
}
