export { brokenRules } from './accessible.ts';
export { type BrowserOptions, type BrowserWindow, launchBrowser } from './browser.ts';
export { buildCompanion, bundleHostSuite } from './buildCompanion.ts';
export type { HostResult } from './companion/hostResult.ts';
export type { ActiveEditor, FoundDiagnostic } from './companion/question.ts';
export { CompanionClient } from './companionClient.ts';
export { keepEvidence, saveEvidence, type Witnesses } from './evidence.ts';
export {
  type Asked,
  BrokenOff,
  type FixedAnswer,
  openFixedScene,
  serveAnswers,
  twoNumbers,
} from './fixedModel.ts';
export { type HostSuiteOptions, runHostSuite } from './hostSuite.ts';
export { openScene, type Scene, type SceneOptions } from './scene.ts';
export { until } from './until.ts';
export { openWebview, type ThemeName, type WebviewWindow } from './webviewPage.ts';
export { Workbench } from './workbench.ts';
