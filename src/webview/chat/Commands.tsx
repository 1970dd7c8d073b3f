import { slashCommands } from '../protocol.ts';
import { t } from '../texts.ts';

/** The commands that a draft begins to name; none once it says more. */
export function commandsFor(draft: string): (keyof typeof slashCommands)[] {
  const begun = /^\/(\w*)$/.exec(draft)?.[1];
  if (begun === undefined) return [];
  return (Object.keys(slashCommands) as (keyof typeof slashCommands)[]).filter((name) =>
    name.startsWith(begun),
  );
}

/** The list of commands above the message; arrows and Enter choose in it. */
export function Commands(props: {
  names: (keyof typeof slashCommands)[];
  chosen: number;
  take: (name: string) => void;
}) {
  const { names, chosen, take } = props;
  if (names.length === 0) return null;
  return (
    <div id="commands" class="commands" role="listbox" aria-label={t('Commands')}>
      {names.map((name, index) => (
        <div
          key={name}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          onMouseDown={(event) => {
            event.preventDefault();
            take(name);
          }}
        >
          <strong>/{name}</strong> <span class="quiet">{t(slashCommands[name])}</span>
        </div>
      ))}
    </div>
  );
}
