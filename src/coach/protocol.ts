/** What of this room may cross a process or webview boundary: schemas and types only, free of Node. */
export * from './complexity/events.ts';
export * from './explain/events.ts';
export * from './grade/events.ts';
export * from './maths/events.ts';
export * from './review/events.ts';
