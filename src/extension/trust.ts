import { commands, l10n, window, workspace } from 'vscode';

/** Thrown where a program would be compiled or run in a folder that the user has not trusted. */
export class UntrustedFolder extends Error {
  override name = 'UntrustedFolder';

  constructor() {
    super(
      l10n.t(
        'The folder is not trusted: no program is compiled or run, be it yours or the model’s. Explaining, hints and the chat work. For the rest trust the folder, then try again.',
      ),
    );
  }
}

/** To be called before anything is compiled, run or started. Throws UntrustedFolder. */
export function needTrust(): void {
  if (!workspace.isTrusted) throw new UntrustedFolder();
}

/** Tells why nothing was run, with the way to VS Code's own page about it. */
export async function showUntrusted({ message }: UntrustedFolder): Promise<void> {
  const manage = l10n.t('Manage Workspace Trust');
  if ((await window.showWarningMessage(message, manage)) === manage)
    await commands.executeCommand('workbench.trust.manage');
}
