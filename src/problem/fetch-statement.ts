import { readPdf } from './pdf.ts';
import { readProblem } from './read.ts';
import type { Reading } from './reading.ts';

/** Judges whose pages show the statement without an account; nothing else is ever fetched. */
const hosts = [
  'codeforces.com',
  'atcoder.jp',
  'cses.fi',
  'open.kattis.com',
  'luogu.com.cn',
  'acm.timus.ru',
  'spoj.com',
  'usaco.org',
  'acmicpc.net',
  'poj.org',
  'acm.hdu.edu.cn',
  'eolymp.com',
];
const mostBytes = 8 * 1024 * 1024;

/** True when the statement of a problem at this address can be fetched, if the network is there. */
export function canFetch(url: string): boolean {
  try {
    const { protocol, hostname, port } = new URL(url);
    return (
      protocol === 'https:' &&
      port === '' &&
      hosts.some((host) => hostname === host || hostname === `www.${host}` || hostname === `m1.${host}`)
    );
  } catch {
    return false;
  }
}

/**
 * Fetches a problem's page from a known judge and reads it; for problems that came without a statement. To be
 * called only on the user's act. Never throws: when the network, the judge or the page does not help, the
 * reason asks the user to paste the statement.
 */
export async function fetchStatement(
  url: string,
  options: { fetch?: typeof fetch; signal?: AbortSignal } = {},
): Promise<Reading> {
  const remedy = 'Open the page in a browser, copy the statement and paste it into the file.';
  if (!canFetch(url)) return { reason: `Statements are not fetched from this address. ${remedy}` };
  try {
    const timeout = AbortSignal.timeout(15_000);
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    const response = await followed(url, options.fetch ?? fetch, signal);
    if (!response?.ok)
      return {
        reason: `The judge did not give the page (${response ? response.status : 'moved elsewhere'}). ${remedy}`,
      };
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.byteLength > mostBytes) return { reason: `The page is larger than a statement. ${remedy}` };
    const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
    const reading = isPdf
      ? await readPdf(bytes)
      : readProblem(new TextDecoder().decode(bytes), { languageId: 'html' });
    if ('reason' in reading || reading.problem.samples.length === 0)
      return { reason: `No statement was found on the page. ${remedy}` };
    return { ...reading, problem: { ...reading.problem, source: { ...reading.problem.source, url } } };
  } catch (error) {
    return {
      reason: `The page could not be fetched (${error instanceof Error ? error.message : String(error)}). ${remedy}`,
    };
  }
}

/** Follows redirects, but only to judges of the list. */
async function followed(url: string, get: typeof fetch, signal: AbortSignal): Promise<Response | undefined> {
  let address = url;
  for (let step = 0; step < 5 && canFetch(address); step++) {
    const response = await get(address, { signal, redirect: 'manual' });
    const location =
      response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (location === null) return response;
    address = new URL(location, address).href;
  }
  return undefined;
}
