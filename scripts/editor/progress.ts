/** One line on standard error: "TITLE ... 17 s". On a terminal the seconds count while it lasts. */
export function showProgress(title: string): { done(): void; failed(): void } {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const terminal = process.stderr.isTTY;

  process.stderr.write(terminal ? `${title} ...` : `${title} ...\n`);
  const ticking = terminal
    ? setInterval(() => process.stderr.write(`\r${title} ... ${seconds()}`), 1000)
    : undefined;
  const end = (how: string) => {
    clearInterval(ticking);
    process.stderr.write(`${terminal ? '\r' : ''}${title} ... ${how}\n`);
  };
  return { done: () => end(seconds()), failed: () => end('failed') };
}
