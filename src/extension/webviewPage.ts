import { env, l10n, Uri, type Webview } from 'vscode';
import { type WebviewName, webviewHtml } from './webviewHtml.ts';

/** The page of a webview, with the addresses under which this window serves our files. */
export function webviewPage(webview: Webview, extension: Uri, name: WebviewName): string {
  const address = (...path: string[]) => String(webview.asWebviewUri(Uri.joinPath(extension, ...path)));
  const { bundle } = l10n;
  return webviewHtml(name, address, webview.cspSource, bundle && { language: env.language, texts: bundle });
}

/** What a webview may load: the bundles and the style sheet. */
export function webviewOptions(extension: Uri) {
  const localResourceRoots = [Uri.joinPath(extension, 'dist', 'webview'), Uri.joinPath(extension, 'media')];
  return { enableScripts: true, localResourceRoots };
}
