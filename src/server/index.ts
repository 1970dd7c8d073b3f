export { ApiKeys, KeyError, readKeys } from './access/keys.ts';
export { type RunningServer, ServerError, type ServerOptions, startServer } from './listen.ts';
export { serveMcpOverStdio } from './mcp/stdio.ts';
