import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';

/** Something long that is drawn when it is unfolded first. */
export function Folded({ summary, content }: { summary: ComponentChild; content: () => ComponentChild }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen && content()}
    </details>
  );
}
