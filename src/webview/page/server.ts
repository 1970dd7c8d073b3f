import type { z } from 'zod';

/** What the server refused, with its own words and the code that says why. */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const keyName = 'verdict-key';

/** The API key lives as long as this tab. */
export function storeKey(key: string): void {
  sessionStorage.setItem(keyName, key);
}

async function asked(path: string, options: RequestInit): Promise<Response> {
  const key = sessionStorage.getItem(keyName);
  const response = await fetch(path, {
    ...options,
    headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
  });
  if (response.ok) return response;
  const told = await response.json().catch(() => undefined);
  throw new Refused(
    response.status,
    told?.error?.code ?? '',
    told?.error?.message ?? `The server answered ${response.status}.`,
  );
}

/** What lies at `path`, checked. @throws Refused */
export async function read<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S>> {
  return schema.parse(await (await asked(path, {})).json());
}

/** Sends `body`; gives back the stream of checked events and the answer's headers. @throws Refused */
export async function begin<S extends z.ZodType>(
  path: string,
  body: unknown,
  schema: S,
  signal: AbortSignal,
): Promise<{ headers: Headers; events: AsyncIterable<z.infer<S>> }> {
  const response = await asked(path, { method: 'POST', body: JSON.stringify(body), signal });
  return { headers: response.headers, events: eventsOf(response, schema) };
}

async function* eventsOf<S extends z.ZodType>(response: Response, schema: S): AsyncGenerator<z.infer<S>> {
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (rest + value).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const data = /^data: (.*)$/m.exec(part)?.[1];
      if (data === undefined) continue;
      const event = JSON.parse(data);
      if (event.error) throw new Refused(500, event.error.code ?? '', event.error.message);
      yield schema.parse(event);
    }
  }
}
