import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

/** Nothing in the window that was not asked for: no start page, pop-up, nag, update or telemetry. */
const calmSettings: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.welcomePage.experimentalOnboarding': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'window.commandCenter': false,
  'window.restoreWindows': 'none',
  'security.workspace.trust.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'npm.autoDetect': 'off',
  'remote.autoForwardPorts': false,
  'chat.titleBar.signIn.enabled': false,
  'chat.welcomePage.signIn.enabled': false,
  'chat.commandCenter.enabled': false,
  'chat.agentsControl.enabled': false,
  'chat.unifiedAgentsBar.enabled': false,
  'chat.tips.enabled': false,
  'chat.growthNotification.enabled': false,
};

/**
 * Writes the user's settings.json. What stands there already (a person may have changed it in the window) goes
 * before the calm settings, and `settings` before both.
 */
export async function writeSettings(userDataDir: string, settings: Settings): Promise<void> {
  const file = join(userDataDir, 'User', 'settings.json');
  const standing = await readFile(file, 'utf8').catch(() => '{}');
  let merged: Settings;
  try {
    merged = { ...calmSettings, ...JSON.parse(standing), ...settings };
  } catch {
    // Edited by hand, with comments: theirs to keep.
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(merged, null, 2)}\n`);
}
