import type { Helper, SolveState } from '../../solver/protocol.ts';
import { Code } from '../Code.tsx';
import { counted } from '../counted.ts';

/** What the programs are checked with: the oracle, helpers of the model, generated inputs, and who agrees with whom. */
export function Checks({ state }: { state: SolveState }) {
  const { oracle, inputs, helpers, groups } = state;
  if (!oracle && !inputs && helpers.length === 0 && !groups) return null;
  const working = helpers.filter((it) => it.usable === undefined && !state.outcome).length;
  return (
    <details class="checks" open={!state.outcome}>
      <summary>
        Checks <span class="quiet">{inShort(state, working)}</span>
      </summary>
      {oracle && <p class={oracle.usable ? 'quiet' : 'warning'}>Oracle: {oracle.reason}</p>}
      {inputs && (
        <p class="quiet">
          {inputs.reason ??
            `Generated inputs: ${inputs.cases}${inputs.largest > 0 ? `, and ${inputs.largest} as large as the statement allows` : ''}${inputs.origin ? `, ${inputs.origin}` : ''}`}
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
        <ul class="helpers" aria-label="Programs that give the same answers">
          {groups.map(({ members, splitBy }) => (
            <li key={members.join()}>
              {members.length === 1 ? `${members[0]} answers alone` : `${members.join(', ')} agree`}
              {splitBy !== undefined && (
                <details>
                  <summary class="quiet">the input that tells them from the first</summary>
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
  const mark = usable === undefined ? (ended ? 'stopped' : 'being written') : usable ? 'used' : 'not used';
  const line = (
    <>
      <span class={usable ? 'chip accepted' : usable === false ? 'chip rejected' : 'chip'}>{mark}</span>{' '}
      {names[role]}{' '}
      <span class="quiet">
        {[reason, tokens > 0 && counted(tokens, 'token')].filter(Boolean).join(' · ')}
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

const names: Record<Helper['role'], string> = {
  oracle: 'brute force',
  generator: 'generator of inputs',
  validator: 'validator of inputs',
};

function inShort({ oracle, inputs, helpers, groups }: SolveState, working: number): string {
  const used = helpers.filter((it) => it.usable).length;
  return [
    oracle?.usable && 'an oracle',
    inputs && inputs.cases > 0 && counted(inputs.cases, 'input'),
    helpers.length > 0 && `${used} of ${helpers.length} helpers used`,
    groups && `${groups.length} ${groups.length === 1 ? 'group' : 'groups'} of answers`,
    working > 0 && `${working} being written`,
  ]
    .filter(Boolean)
    .join(' · ');
}
