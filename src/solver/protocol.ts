/** What of a solve may cross a process or webview boundary: schemas, state and words, free of Node. */
export * from './events.ts';
export * from './evidence.ts';
export * from './state.ts';
