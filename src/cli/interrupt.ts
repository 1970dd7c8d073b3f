/**
 * A signal that aborts on Ctrl-C (or SIGTERM), so that work ends cleanly; a second Ctrl-C ends the process as
 * it would have without us.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  return controller.signal;
}
