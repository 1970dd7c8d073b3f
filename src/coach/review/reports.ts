/** A place in the submission, as a tool names it. `line` counts from 1. */
export interface Report {
  line?: number;
  message: string;
}

/**
 * What a sanitizer said on standard error: the operation and its line. Undefined when `stderr` holds no report.
 * Formats: UndefinedBehaviorSanitizer's `FILE:LINE:COLUMN: runtime error: TEXT`; AddressSanitizer's
 * `ERROR: AddressSanitizer: KIND` with a stack of `#N ... FILE:LINE`, of which the first frame in the
 * submission counts.
 */
export function sanitizerReport(stderr: string): Report | undefined {
  const undefinedBehaviour = /solution\.c(?:pp)?:(\d+):\d+: runtime error: ([^\n]+)/.exec(stderr);
  if (undefinedBehaviour) {
    return { line: Number(undefinedBehaviour[1]), message: undefinedBehaviour[2]?.trim() ?? '' };
  }
  const address = /ERROR: AddressSanitizer: ([\w-]+)/.exec(stderr);
  if (!address) return undefined;
  const frame = /^\s*#\d+ .*solution\.c(?:pp)?:(\d+)/m.exec(stderr);
  const access = /^(READ|WRITE) of size (\d+)/m.exec(stderr);
  const how = access ? ` (${access[1]?.toLowerCase()} of ${access[2]} bytes)` : '';
  const message = `${words[address[1] ?? ''] ?? address[1]}${how}`;
  return frame ? { line: Number(frame[1]), message } : { message };
}

const words: Record<string, string> = {
  'heap-buffer-overflow': 'access outside of a vector or other heap memory',
  'stack-buffer-overflow': 'access outside of a local array',
  'global-buffer-overflow': 'access outside of a global array',
  'heap-use-after-free': 'use of memory that was given back',
  'stack-use-after-return': 'use of a local variable after its function returned',
  'stack-use-after-scope': 'use of a local variable outside of its block',
  'stack-overflow': 'the recursion is deeper than the stack',
  SEGV: 'access to an invalid address',
};

/** The warnings in what a C or C++ compiler said, each once; `FILE:LINE:COLUMN: warning: TEXT [-Wname]`. */
export function warningReports(said: string): Report[] {
  const reports = [...said.matchAll(/^[^\s:]+:(\d+):\d+: warning: (.+)$/gm)].map((match) => ({
    line: Number(match[1]),
    message: match[2]?.trim() ?? '',
  }));
  const seen = new Set<string>();
  return reports.filter(({ line, message }) => {
    const key = `${line}:${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
