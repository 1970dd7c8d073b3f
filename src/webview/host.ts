import type { z } from 'zod';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

/** The extension on the other side: checked messages come in through `listen`, typed ones go out by `send`. */
export function connect<In extends z.ZodType, Out>(
  incoming: In,
): {
  send(message: Out): void;
  listen(listener: (message: z.infer<In>) => void): void;
} {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    listen: (listener) => {
      window.addEventListener('message', (event) => {
        const message = incoming.safeParse(event.data);
        if (message.success) listener(message.data);
        else console.error('A message of an unknown shape was left out.', message.error);
      });
    },
  };
}

/** A function that asks for `draw` at the next frame, once however often it is called: text comes faster than frames. */
export function oncePerFrame(draw: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  };
}
