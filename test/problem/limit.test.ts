import { deepEqual, equal } from 'node:assert/strict';
import { isLimitLine, limitsOf } from '../../src/problem/limit.ts';

/** Some lines, and the limits they name: milliseconds, MiB. */
type Case = [lines: string | string[], timeLimitMs?: number, memoryLimitMiB?: number];

const cases: Case[] = [
  // The ways of the judges.
  [['time limit per test: 2 seconds', 'memory limit per test: 256 megabytes'], 2000, 256],
  [['time limit per test', '1.5 seconds', 'memory limit per test', '512 megabytes'], 1500, 512],
  ['Time Limit: 2000/1000 MS (Java/Others)    Memory Limit: 65536/32768 K (Java/Others)', 2000, 64],
  ['Time limit: 2 sec / Memory limit: 1024 MiB', 2000, 1024],
  ['CPU Time limit: 500 msec', 500],
  ['**Run time limit**: 250 millis', 250],
  ['TimeLimit: 1 millisecond', 1],
  ['time-limit: 1 min, memory-limit: 1 GiB', 60_000, 1024],
  ['timelimit 2 minutes, memorylimit 2 gigabytes', 120_000, 2048],
  ['时间限制：1秒 内存限制：128 MB', 1000, 128],
  ['時間限制: 300 毫秒, 記憶體限制: 64 兆', 300, 64],
  ['时限 2 s 空间限制 16384 KB', 2000, 16],
  ['実行時間制限: 2 sec / メモリ制限: 256 MB', 2000, 256],
  ['実行時間制限: 800 ミリ秒', 800],
  ['시간 제한 2 초, 메모리 제한 128 메가바이트', 2000, 128],
  ['시간제한 1 초, 메모리제한 1 기가바이트', 1000, 1024],
  ['ограничение по времени на тест: 0,5 секунды', 500],
  ['Ограничение времени 300 мс, ограничение памяти 64 Мб', 300, 64],
  ['Лимит времени 2 секунды. Лимит памяти 128 МиБ', 2000, 128],
  ['предел времени: 1 с, ограничение по памяти: 1 гигабайт', 1000, 1024],
  ['лимит времени 100 миллисекунд, лимит памяти 2 гибибайта', 100, 2048],
  ['лимит времени 5 сек, лимит памяти 16 мебибайт', 5000, 16],
  ['лимит времени 5 секунда, лимит памяти 16 мегабайта', 5000, 16],
  ['лимит памяти 512 килобайт', undefined, 0.5],
  ['лимит памяти 512 кибибайта', undefined, 0.5],
  ['лимит памяти 256 кб', undefined, 0.25],
  ['лимит памяти 3 гб', undefined, 3072],
  ['лимит памяти 3 ГиБ', undefined, 3072],
  ['лимит памяти 512 КиБ', undefined, 0.5],
  ['測資點#0 (50%): 1.0s , <1K', 1000],
  ['лимит памяти 64 мбайт', undefined, 64],
  ['лимит памяти 1048576 байт', undefined, 1],
  ['Límite de tiempo: 3 segundos. Límite de memoria: 32 MB', 3000, 32],
  ['limite de tiempo: 1 segundo, limite de memoria: 32 MB', 1000, 32],
  ['Tiempo límite: 2 seg, memoria límite: 8 MB', 2000, 8],
  ['tiempo limite: 4 s', 4000],
  ['Limite de tempo: 1 s, limite de memória: 8 MB', 1000, 8],
  ['Tempo limite: 2 s, memória máxima: 8 MB', 2000, 8],
  ['Tempo máximo: 3 s, limite da memória: 8 MB', 3000, 8],

  // Units.
  ['Time limit: 3 secs', 3000],
  ['Time limit: 3s', 3000],
  ['Time limit: 3 second', 3000],
  ['Time limit: 1500 milliseconds', 1500],
  ['Time limit: 1 minute', 60_000],
  ['Time limit: 1 minimal'],
  ['Time limit: 3 seconds', 3000],
  ['Time limit: 3 sets of data'],
  ['Time limit (seconds): (2 s)', 2000],
  ['Time limit: 2 (s)', 2000],
  ['Memory limit: 1 gb', undefined, 1024],
  ['Memory limit: 1 g', undefined, 1024],
  ['Memory limit: 1 gigabyte', undefined, 1024],
  ['Memory limit: 1 goose'],
  ['Memory limit: 64 mib', undefined, 64],
  ['Memory limit: 64 m', undefined, 64],
  ['Memory limit: 64 mbytes', undefined, 64],
  ['Memory limit: 64 megabyte', undefined, 64],
  ['Memory limit: 64 moles'],
  ['Memory limit: 512 kib', undefined, 0.5],
  ['Memory limit: 512 k', undefined, 0.5],
  ['Memory limit: 512 kbytes', undefined, 0.5],
  ['Memory limit: 512 kilobytes', undefined, 0.5],
  ['Memory limit: 512 kilobyte', undefined, 0.5],
  ['Memory limit: 512 knots'],
  ['Memory limit: 1048576 bytes', undefined, 1],
  ['Memory limit: 1048576 byte', undefined, 1],
  ['Memory limit: 1048576 b', undefined, 1],
  ['Memory limit: 1 1048576 boxes'],
  ['Memory limit: 100 bytes', undefined, 0.000095],
  ['Memory limit: 3 apples, 64 MB', undefined, 64],
  ['Time limit: 0 s'],
  ['Memory limit: 0 MB, 64 MB', undefined, 64],
  ['Time limit: 0.25 s', 250],
  ['Time limit: 1234567890 s'],
  ['Time limit: 2 / 4 s', 2000],
  ['Time limit: 2 /4 s', 2000],

  // Where the value stands.
  [['Time limit', '', '', '2 s'], 2000],
  [['Time limit', '', '', '', '2 s']],
  [['Time limit:', 'as usual, 2', 'seconds'], 2000],
  [['Time limit', `${'x'.repeat(200)} 2 s`]],
  [['Your time limit is what it is, and there is nothing to be done about it at all.', '2 s']],
  [['The time limit is generous', '2 s'], 2000],
  [`${'x'.repeat(380)} time limit: 2 s`, 2000],
  [`${'x'.repeat(400)} time limit: 2 s`],
  [`time limit: ${'x'.repeat(140)} 2 s`, 2000],
  [`time limit: ${'x'.repeat(160)} 2 s`],
  [['There is a time limit.', 'The story goes on.', 'And on.', 'And on.', 'time limit: 2 s'], 2000],
  [['time limit: 2 s', 'time limit: 3 s'], 2000],
  ['2 s'],

  // A small number without a unit is seconds.
  ['Time limit: 2', 2000],
  ['Time limit:2 ', 2000],
  ['Time limit：0.125', 125],
  ['Time limit: 30', 30_000],
  ['Time limit: 30.5'],
  ['Time limit: 31'],
  ['Time limit: 0'],
  ['Time limit: 1000'],
  ['Time limit 2'],
  ['Time limit: about 2'],
  ['Time limit: 2 apples'],
  ['Memory limit: 2'],

  // Single words, with a colon.
  ['Время: 2 сек. Память: 256 Мб', 2000, 256],
  ['Time: 2 s', 2000],
  ['Easy | cpu: 2 s | memory: 64 MB', 2000, 64],
  ['A problem, time：1 s', 1000],
  ['Time:2000ms', 2000],
  ['时间：1 s·内存：64 MB', 1000, 64],
  ['時間: 1 s, 記憶體: 64 MB', 1000, 64],
  ['시간: 1 초; 메모리: 64 MB', 1000, 64],
  ['tiempo: 1 s; memoria: 64 MB', 1000, 64],
  ['tempo: 1 s; memória: 64 MB', 1000, 64],
  ['Overtime: 2 s'],
  ['Time: after 2 s'],
  ['Time 2 s'],
  ['Time: 2 days'],
  [`Time: 2 s${' '.repeat(150)}`, 2000],
  [`Time: 2 s${' '.repeat(151)}`],
  [[...Array.from({ length: 39 }, () => 'story'), 'Time: 2 s'], 2000],
  [[...Array.from({ length: 40 }, () => 'story'), 'Time: 2 s']],
  [`Time: 2${' '.repeat(3)}s`, 2000],
  [['Time: soon', 'Time: 3 s'], 3000],
  [['Time: 2 s', 'Time limit: 3 s'], 3000],
];

describe('limits named in a statement', () => {
  for (const [lines, timeLimitMs, memoryLimitMiB] of cases) {
    it(String(lines).trim().slice(0, 100), () => {
      deepEqual(limitsOf([lines].flat()), {
        ...(timeLimitMs === undefined ? {} : { timeLimitMs }),
        ...(memoryLimitMiB === undefined ? {} : { memoryLimitMiB }),
      });
    });
  }

  it('are none in no lines', () => deepEqual(limitsOf([]), {}));

  it('make a line one that is no title', () => {
    for (const [line, isLimit] of [
      ['Time limit: 2 s', true],
      ['MEMORY LIMIT: 2 MB', true],
      [`${'x'.repeat(39)}time limit`, true],
      [`${'x'.repeat(40)}time limit`, false],
      ['Time flies', false],
      ['', false],
    ] as const)
      equal(isLimitLine(line), isLimit, line);
  });
});
