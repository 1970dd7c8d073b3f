import { Folded } from './Folded.tsx';
import { Lines } from './Lines.tsx';
import { t } from './texts.ts';
import { visible } from './visible.ts';

/** What a model thought, to be unfolded. */
export function FoldedThoughts({ thought }: { thought: string }) {
  return (
    <Folded
      summary={<span class="quiet">{t('Thoughts')}</span>}
      content={() => (
        <pre class="thought">
          <Lines text={visible(thought)} />
        </pre>
      )}
    />
  );
}
