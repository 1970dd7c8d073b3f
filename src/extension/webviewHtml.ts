import { randomBytes } from 'node:crypto';
import { escapedHtml } from '../problem/index.ts';

export type WebviewName = 'panel' | 'chat' | 'problem';

/**
 * The page of a webview: one script of ours by nonce, style sheets and fonts of ours, nothing else and nothing from
 * afar. `address` gives that of a file of ours, `source` is where such files come from,
 * `texts` what the page says in the user's language, by its English words.
 */
export function webviewHtml(
  name: WebviewName,
  address: (...path: string[]) => string,
  source: string,
  { language = 'en', texts = {} }: { language?: string; texts?: Record<string, string> } = {},
): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; style-src ${source}; font-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${language}" data-math="katex">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Verdict</title>
<link rel="stylesheet" href="${address('dist', 'webview', 'katex.css')}">
<link rel="stylesheet" href="${address('media', 'webview.css')}">
</head>
<body data-page="${name}" data-texts="${escapedHtml(JSON.stringify(texts))}">
<div id="root"></div>
<script nonce="${nonce}" src="${address('dist', 'webview', `${name}.js`)}"></script>
</body>
</html>`;
}
