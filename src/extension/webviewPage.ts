import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';

/** The page of a webview: one script of ours by nonce, style sheets and fonts of ours, nothing else and nothing from afar. */
export function webviewPage(webview: Webview, extension: Uri, script: 'panel' | 'chat' | 'problem'): string {
  const nonce = randomBytes(16).toString('base64');
  const source = webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'webview', `${script}.js`));
  const style = webview.asWebviewUri(Uri.joinPath(extension, 'media', 'webview.css'));
  const formulas = webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'webview', 'katex.css'));
  const { cspSource } = webview;
  const policy = `default-src 'none'; style-src ${cspSource}; font-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en" data-math="katex">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Verdict</title>
<link rel="stylesheet" href="${formulas}">
<link rel="stylesheet" href="${style}">
</head>
<body data-page="${script}">
<div id="root"></div>
<script nonce="${nonce}" src="${source}"></script>
</body>
</html>`;
}

/** What a webview may load: the bundles and the style sheet. */
export function webviewOptions(extension: Uri) {
  const localResourceRoots = [Uri.joinPath(extension, 'dist', 'webview'), Uri.joinPath(extension, 'media')];
  return { enableScripts: true, localResourceRoots };
}
