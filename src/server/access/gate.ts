import type { Context, MiddlewareHandler } from 'hono';
import { ApiError } from '../api-error.ts';
import type { Env } from '../env.ts';
import type { ApiKeys } from './keys.ts';

/** Addresses that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}

/**
 * Turns away what no honest client sends: on loopback another `Host` than this machine's (a page that has made its
 * name point here), anywhere an `Origin` other than our own (another site's page). Gives the client its name.
 */
export function gate(options: {
  loopback: boolean;
  port: () => number;
  keys: ApiKeys;
}): MiddlewareHandler<Env> {
  const { loopback, port, keys } = options;
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (loopback && !isOwnHost(host, port()))
      throw new ApiError(421, 'unknown_host', 'This server answers to localhost and 127.0.0.1 only.');
    const origin = c.req.header('origin');
    if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
      throw new ApiError(403, 'foreign_origin', 'Pages of other sites may not use this server.');
    if (c.req.header('sec-fetch-site') === 'cross-site' && c.req.method !== 'GET')
      throw new ApiError(403, 'foreign_origin', 'Pages of other sites may not use this server.');
    const address = c.env.incoming?.socket.remoteAddress ?? 'unknown';
    c.set('client', address);
    if (keys.size > 0 && !isOpenPath(c.req.method, c.req.path)) {
      const name = keys.nameOf(keyOf(c));
      if (name === undefined)
        throw new ApiError(
          401,
          'invalid_api_key',
          'An API key is needed: send it as "Authorization: Bearer KEY".',
        );
      c.set('client', `${name}@${address}`);
    }
    await next();
  };
}

/** The page, its parts and the sign of life need no key: they tell nothing and start nothing. */
function isOpenPath(method: string, path: string): boolean {
  return method === 'GET' && (/^\/(page\/[\w.-]+)?$/.test(path) || path === '/health' || path === '/try');
}

function isOwnHost(host: string, port: number): boolean {
  const [, name, given] = /^(\[[0-9a-f:]+\]|[^:]+)(?::(\d+))?$/i.exec(host) ?? [];
  return name !== undefined && isLoopback(name) && Number(given ?? 80) === port;
}

function keyOf(c: Context): string {
  const [, bearer] = /^Bearer +(\S+)\s*$/i.exec(c.req.header('authorization') ?? '') ?? [];
  return bearer ?? c.req.header('x-api-key') ?? '';
}
