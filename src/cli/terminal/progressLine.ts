/** A line is told anew at most so often where it cannot be overwritten, ms. */
const seldomMs = 10_000;

/** Progress on standard error: one line that is overwritten on a terminal, one now and then elsewhere. */
export function progressLine() {
  const { stderr } = process;
  let last = Number.NEGATIVE_INFINITY;
  let isOpen = false;
  const close = () => {
    if (isOpen) stderr.write('\n');
    isOpen = false;
  };
  return {
    /** A line that stays. */
    say(text: string): void {
      close();
      stderr.write(`${text}\n`);
    },
    /** The progress now; `isLast` is always shown. */
    show(text: string, isLast: boolean): void {
      const now = performance.now();
      if (stderr.isTTY) {
        stderr.write(`\r\x1b[K${text.slice(0, Math.max(20, (stderr.columns ?? 80) - 1))}`);
        isOpen = true;
      } else if (isLast || now - last >= seldomMs) stderr.write(`${text}\n`);
      else return;
      last = now;
    },
    [Symbol.dispose]: close,
  };
}
