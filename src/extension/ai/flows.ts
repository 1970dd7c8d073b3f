import type { Uri } from 'vscode';
import type { Hinting } from '../hinting.ts';
import type { LastVerdicts } from '../lastVerdict.ts';
import type { Reviewing } from '../reviewing.ts';
import type { Solving } from '../solving.ts';
import type { Stressing } from '../stressing.ts';
import type { Workbench } from '../workbench.ts';
import type { Statements } from './statements.ts';

/** What VS Code's own AI surfaces are given: the same flows that the commands start. */
export interface Flows {
  /** Where the extension lies. */
  extension: Uri;
  workbench: Workbench;
  verdicts: LastVerdicts;
  solving: Solving;
  hinting: Hinting;
  reviewing: Reviewing;
  stressing: Stressing;
  statements: Statements;
}
