/** Labels of the time limit, lower case, longest first where one holds another. */
const timeLabels =
  'time limit per test|cpu time limit|time limit|timelimit|time-limit|run time limit|时间限制|時間限制|时限|測資點|実行時間制限|時間制限|시간 제한|시간제한|ограничение по времени|ограничение времени|лимит времени|предел времени|límite de tiempo|limite de tiempo|tiempo límite|tiempo limite|limite de tempo|tempo limite|tempo máximo'.split(
    '|',
  );
const memoryLabels =
  'memory limit per test|memory limit|memorylimit|memory-limit|内存限制|記憶體限制|空间限制|内存|メモリ制限|메모리 제한|메모리제한|ограничение по памяти|ограничение памяти|лимит памяти|límite de memoria|limite de memoria|memoria límite|limite de memória|memória máxima|limite da memória'.split(
    '|',
  );

const timeUnit: [RegExp, number][] = [
  [/^(?:ms|millis|毫秒|ミリ秒|мс|миллисекунд)/, 1],
  [/^(?:s|sec|secs|seconds?|秒|초|с|сек|секунд[аы]?|segundos?|seg)(?![a-zа-я])/, 1000],
  [/^(?:min|minutes?)(?![a-z])/, 60_000],
];
const memoryUnit: [RegExp, number][] = [
  [/^(?:gi?b|g|gigabytes?|ги?б|гигабайт(?:а|ов)?|гибибайт(?:а|ов)?|기가바이트)(?![a-zа-я])/, 1024],
  [
    /^(?:mi?b|m|mbytes|megabytes?|ми?б|мегабайт(?:а|ов)?|мебибайт(?:а|ов)?|мбайт|메가바이트|兆)(?![a-zа-я])/,
    1,
  ],
  [/^(?:ki?b|k|kbytes|kilobytes?|ки?б|килобайт(?:а|ов)?|кибибайт(?:а|ов)?)(?![a-zа-я])/, 1 / 1024],
  [/^(?:b|bytes?|байт)(?![a-zа-я])/, 1 / 1_048_576],
];

/** Single words that are labels only at the start of a line or sentence, before a colon: "Время: 2 сек. Память: 256 Мб". */
const timeWord = /(?:^|[.;,|/·•]|\s)(?:time|cpu|время|时间|時間|시간|tiempo|tempo)\s?[:：]/i;
const memoryWord = /(?:^|[.;,|/·•]|\s)(?:memory|память|内存|記憶體|메모리|memoria|memória)\s?[:：]/i;

/** Time and memory limits named in the lines, or nothing where none is. Milliseconds and MiB. */
export function limitsOf(lines: string[]): { timeLimitMs?: number; memoryLimitMiB?: number } {
  const timeLimitMs = find(lines, timeLabels, timeUnit) ?? labelled(lines, timeWord, timeUnit);
  const memoryLimitMiB = find(lines, memoryLabels, memoryUnit) ?? labelled(lines, memoryWord, memoryUnit);
  return {
    ...(timeLimitMs === undefined ? {} : { timeLimitMs }),
    ...(memoryLimitMiB === undefined ? {} : { memoryLimitMiB }),
  };
}

function find(lines: string[], labels: string[], units: [RegExp, number][]): number | undefined {
  for (const [index, line] of lines.entries()) {
    const lower = line.slice(0, 400).toLowerCase();
    const label = labels.find((candidate) => lower.includes(candidate));
    if (label === undefined) continue;
    const behind = lower.slice(lower.indexOf(label) + label.length);
    const following = lines
      .slice(index + 1, index + 4)
      .join(' ')
      .slice(0, 200)
      .toLowerCase();
    for (const value of [
      amount(behind, units),
      units === timeUnit ? bareSeconds(behind) : undefined,
      behind.trim().length > 60 ? undefined : amount(following, units),
    ]) {
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

/** An amount right behind a single word and its colon, on a short line near the head. */
function labelled(lines: string[], word: RegExp, units: [RegExp, number][]): number | undefined {
  for (const line of lines.slice(0, 40)) {
    const found = line.length < 160 ? word.exec(line) : null;
    const behind = found ? line.slice(found.index + found[0].length).toLowerCase() : '';
    const value = /^\s*\d/.test(behind) ? amount(behind.slice(0, 24), units) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A label with nothing but a small number: seconds, as on judges that name no unit. */
function bareSeconds(behind: string): number | undefined {
  const seconds = Number(/^\s?[:：]\s?(\d{1,2}(?:\.\d{1,3})?)\s*$/.exec(behind)?.[1]);
  return seconds > 0 && seconds <= 30 ? seconds * 1000 : undefined;
}

/** The first number in the text whose unit is one of `units`, in the units' base. "1000/1000 ms" is 1000. */
function amount(text: string, units: [RegExp, number][]): number | undefined {
  const number = /(\d{1,9}(?:[.,]\d{1,6})?)(?:\s?\/\s?\d{1,9})?\s{0,3}\(?/g;
  const head = text.slice(0, 160);
  for (let found = number.exec(head); found; found = number.exec(head)) {
    const rest = head.slice(found.index + found[0].length);
    const unit = units.find(([pattern]) => pattern.test(rest));
    const value = Number(found[1]?.replace(',', '.')) * (unit?.[1] ?? Number.NaN);
    if (Number.isFinite(value) && value > 0) return Math.round(value * 1e6) / 1e6;
  }
  return undefined;
}

/** True when a line names a limit: such a line is never a title. */
export function isLimitLine(line: string): boolean {
  const lower = line.slice(0, 200).toLowerCase();
  return [...timeLabels, ...memoryLabels].some((label) => lower.includes(label) && lower.indexOf(label) < 40);
}
