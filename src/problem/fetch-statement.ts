import { textOfBytes } from './decode.ts';
import { wordsOf } from './folder/files.ts';
import { readPdf } from './pdf.ts';
import { readProblem } from './read.ts';
import type { Reading } from './reading.ts';
import { bodyOf } from './response-body.ts';

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
  options: { fetch?: typeof fetch; signal?: AbortSignal; timeoutMs?: number } = {},
): Promise<Reading> {
  const remedy = 'Open the page in a browser, copy the statement and paste it into the file.';
  if (!canFetch(url)) return { reason: `Statements are not fetched from this address. ${remedy}` };
  const { hostname } = new URL(url);
  const { timeoutMs = 15_000 } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    const response = await followed(url, options.fetch ?? fetch, signal);
    if (!response)
      return { reason: `${hostname} sends on to another place, which is not followed. ${remedy}` };
    if (!response.ok) return { reason: `${refusalOf(response, hostname)} ${remedy}` };
    const bytes = await bodyOf(response, mostBytes);
    if (!bytes) return { reason: `The page is larger than a statement. ${remedy}` };
    const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
    const reading = isPdf
      ? await readPdf(bytes)
      : readProblem(textOfBytes(bytes, encodingOf(response)), { languageId: 'html' });
    if ('reason' in reading || reading.problem.samples.length === 0)
      return { reason: `No statement was found on the page. ${remedy}` };
    return { ...reading, problem: { ...reading.problem, source: { ...reading.problem.source, url } } };
  } catch (error) {
    const why = timeout.aborted
      ? `no answer within ${timeoutMs / 1000} s`
      : wordsOf(error instanceof Error && error.cause ? error.cause : error);
    return { reason: `The page could not be fetched from ${hostname} (${why}). ${remedy}` };
  }
}

/** What an answer without a page says: a problem that is not there, a gate that lets only browsers through. */
function refusalOf({ status, headers }: Response, hostname: string): string {
  if (status === 404) return `${hostname} has no page at this address (404).`;
  const isGate =
    headers.get('cf-mitigated') === 'challenge' || /cloudflare/i.test(headers.get('server') ?? '');
  return isGate && (status === 403 || status === 503)
    ? `${hostname} gives its pages to browsers only (${status}).`
    : `${hostname} did not give the page (${status}).`;
}

/** The encoding that the judge names beside the page. */
function encodingOf(response: Response): string | undefined {
  return /charset="?([\w-]{1,20})/i.exec(response.headers.get('content-type') ?? '')?.[1];
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
