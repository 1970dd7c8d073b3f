import type * as vscode from 'vscode';
import { openBridge } from './bridge.ts';
import { runSuite } from './runSuite.ts';
import { writeWhole } from './writeWhole.ts';

/** Does what the environment asks for, and otherwise nothing. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const { VERDICT_HOST_BRIDGE, VERDICT_HOST_SUITE, VERDICT_HOST_RESULT } = process.env;
  if (VERDICT_HOST_BRIDGE) context.subscriptions.push(await openBridge(VERDICT_HOST_BRIDGE));
  // Not awaited: the suite must find the window as an activated extension leaves it.
  if (VERDICT_HOST_SUITE && VERDICT_HOST_RESULT) void report(VERDICT_HOST_SUITE, VERDICT_HOST_RESULT);
}

async function report(suiteFile: string, resultFile: string): Promise<void> {
  const result = await runSuite(suiteFile);
  await writeWhole(resultFile, JSON.stringify(result));
}
