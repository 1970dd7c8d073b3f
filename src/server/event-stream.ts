import { ApiError } from './api-error.ts';

/** A comment is sent this often while there is no event, so that nothing between takes the connection for dead. */
const aliveEveryMs = 15_000;

export interface StreamForm {
  /** How an error after the first byte is told; as an event named "error" by default. */
  failed?: (error: ApiError) => string;
  /** `text/event-stream` by default. */
  type?: string;
  headers?: Record<string, string>;
}

/**
 * A streamed answer, by default of server-sent events named by their type. `events` is read as fast as the client
 * takes them; a client that leaves ends it.
 * @param form one event as text; empty: nothing is sent for it
 * @param end called once, when everything has been sent or nobody reads any more
 */
export function eventStream<T extends { type: string }>(
  events: AsyncIterable<T>,
  end: () => void,
  form: (event: T) => string = namedEvent,
  { failed = errorEvent, type = 'text/event-stream', headers = {} }: StreamForm = {},
): Response {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.asyncIterator]();
  let alive: NodeJS.Timeout | undefined;
  const finish = () => {
    clearInterval(alive);
    end();
  };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // Only server-sent events have comments.
      if (type !== 'text/event-stream') return;
      // Sends the headers at once.
      controller.enqueue(encoder.encode(': verdict\n\n'));
      alive = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': waiting\n\n'));
      }, aliveEveryMs);
      alive.unref();
    },
    async pull(controller) {
      try {
        // An event may stand for nothing on the wire: read on until there is something to send.
        for (;;) {
          const { done, value } = await iterator.next();
          if (done) {
            controller.close();
            return finish();
          }
          const text = form(value);
          if (text === '') continue;
          controller.enqueue(encoder.encode(text));
          return;
        }
      } catch (error) {
        try {
          controller.enqueue(encoder.encode(failed(ApiError.of(error))));
          controller.close();
        } catch {
          // The client is gone: nobody is left to be told.
        }
        finish();
      }
    },
    async cancel() {
      await iterator.return?.()?.catch(() => undefined);
      finish();
    },
  });
  return new Response(body, {
    headers: { 'content-type': `${type}; charset=utf-8`, 'x-accel-buffering': 'no', ...headers },
  });
}

function namedEvent(event: { type: string }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

function errorEvent(error: ApiError): string {
  return `event: error\ndata: ${JSON.stringify(error.body)}\n\n`;
}
