import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import type { ActiveEditor, Answer, BridgeAddress, FoundDiagnostic, Question } from './question.ts';
import { writeWhole } from './writeWhole.ts';

/**
 * Answers a test's questions about the window, over HTTP on 127.0.0.1. Port and key are written to
 * `addressFile`, which so also says that the extension host is up.
 */
export async function openBridge(addressFile: string): Promise<vscode.Disposable> {
  const key = randomUUID();
  const server = createServer(async (request, response) => {
    const reply = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? null));
    };
    if (request.headers.authorization !== `Bearer ${key}`) return reply(401, 'wrong key');
    try {
      reply(200, await answer(JSON.parse(await body(request))));
    } catch (error) {
      reply(500, error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address: BridgeAddress = { port: (server.address() as AddressInfo).port, key };
  await writeWhole(addressFile, JSON.stringify(address));
  return new vscode.Disposable(() => {
    server.close();
    server.closeAllConnections();
  });
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function answer(question: Question): Promise<Answer<Question>> {
  switch (question.ask) {
    case 'activeEditor':
      return activeEditor();
    case 'diagnostics':
      return vscode.languages.getDiagnostics(vscode.Uri.file(question.path)).map(found);
    case 'extension':
      return { active: vscode.extensions.getExtension(question.id)?.isActive };
    case 'execute':
      return vscode.commands.executeCommand(question.command, ...question.args);
  }
}

function activeEditor(): ActiveEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  return {
    path: document.uri.fsPath,
    language: document.languageId,
    text: document.getText(),
    dirty: document.isDirty,
    selection: {
      start: { line: selection.start.line, character: selection.start.character },
      end: { line: selection.end.line, character: selection.end.character },
    },
  };
}

function found({ range, severity, message, source }: vscode.Diagnostic): FoundDiagnostic {
  const severities = ['error', 'warning', 'information', 'hint'] as const;
  return { line: range.start.line, severity: severities[severity], message, source };
}
