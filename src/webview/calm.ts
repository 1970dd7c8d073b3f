import { useEffect, useRef, useState } from 'preact/hooks';

/** The value as it was at most so many ms ago: what changes with every frame cannot be read. */
export function useCalm<T>(value: T, everyMs: number): T {
  const shown = useRef({ value, at: performance.now() });
  const now = performance.now();
  if (now - shown.current.at >= everyMs) shown.current = { value, at: now };
  return shown.current.value;
}

/** Draws the component once a second, also when nothing else changes it. */
export function useSeconds(): void {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
}
