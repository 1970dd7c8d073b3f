import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import { connect } from 'node:tls';

const mostRedirects = 8;

/**
 * GETs `url`, following redirects but never from https to http. Node's own http modules are used and not `fetch`
 * because VS Code routes these through the proxy of its settings; elsewhere the proxy of the environment is taken.
 * The answer's body must be read or destroyed.
 */
export async function httpGet(
  url: string,
  options: { headers?: Record<string, string>; signal: AbortSignal; environment?: NodeJS.ProcessEnv },
): Promise<IncomingMessage> {
  let target = new URL(url);
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const response = await getOnce(target, options);
    const { statusCode = 0 } = response;
    const { location } = response.headers;
    if (![301, 302, 303, 307, 308].includes(statusCode) || !location) return response;
    response.destroy();
    const next = new URL(location, target);
    if (!/^https?:$/.test(next.protocol) || (target.protocol === 'https:' && next.protocol !== 'https:'))
      throw new Error(`it points to ${next.protocol}//${next.host}, which is not followed`);
    target = next;
  }
  throw new Error('it redirects without end');
}

async function getOnce(
  url: URL,
  { headers = {}, signal, environment = process.env }: Parameters<typeof httpGet>[1],
): Promise<IncomingMessage> {
  const proxy = proxyFor(url, environment);
  const secure = url.protocol === 'https:';
  const common = { headers: { 'user-agent': 'verdict', 'accept-encoding': 'identity', ...headers }, signal };
  let request: http.ClientRequest;
  if (!proxy) request = (secure ? https : http).request(url, { ...common, agent: false });
  else if (secure) {
    const tunnel = await tunnelTo(url, proxy, signal);
    const servername = isIP(url.hostname) ? '' : url.hostname;
    const createConnection = () => connect({ socket: tunnel, host: url.hostname, servername });
    request = https.request(url, { ...common, agent: false, createConnection });
    // A TLS handshake that fails leaves the connection below it open.
    request.on('close', () => tunnel.destroy());
  } else {
    request = http.request({
      ...common,
      host: proxy.hostname,
      port: proxy.port || 80,
      path: url.href,
      headers: { ...common.headers, host: url.host, ...authorization(proxy) },
      agent: false,
    });
  }
  // What goes wrong once the answer has begun is seen by whoever reads it.
  request.on('error', () => undefined);
  request.end();
  const [response] = (await once(request, 'response', { signal })) as [IncomingMessage];
  return response;
}

/** The proxy the environment names for this address (the conventions of curl), if any. */
export function proxyFor(url: URL, environment: NodeJS.ProcessEnv): URL | undefined {
  const named = (name: string) => environment[name] || environment[name.toUpperCase()];
  const excepted = (named('no_proxy') ?? '').split(/[\s,]+/).filter(Boolean);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const without = excepted.some((entry) => {
    const [host = '', only] = entry
      .toLowerCase()
      .replace(/^\*?\./, '')
      .split(':');
    if (only && only !== port) return false;
    return host === '*' || url.hostname === host || url.hostname.endsWith(`.${host}`);
  });
  if (without) return undefined;
  const proxy = named(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy') || named('all_proxy');
  if (!proxy) return undefined;
  try {
    const parsed = new URL(proxy.includes('://') ? proxy : `http://${proxy}`);
    return /^https?:$/.test(parsed.protocol) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** A connection to the server through the proxy (CONNECT, RFC 9110, section 9.3.6). */
async function tunnelTo(url: URL, proxy: URL, signal: AbortSignal): Promise<Socket> {
  const host = `${url.hostname}:${url.port || 443}`;
  const request = (proxy.protocol === 'https:' ? https : http).request({
    host: proxy.hostname,
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    method: 'CONNECT',
    path: host,
    headers: { host, ...authorization(proxy) },
    agent: false,
    signal,
  });
  request.on('error', () => undefined);
  request.end();
  const [response, socket] = (await once(request, 'connect', { signal })) as [IncomingMessage, Socket];
  if (response.statusCode !== 200) {
    socket.destroy();
    throw new Error(`the proxy ${proxy.host} answered ${response.statusCode}`);
  }
  return socket;
}

function authorization(proxy: URL): Record<string, string> {
  if (!proxy.username) return {};
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
