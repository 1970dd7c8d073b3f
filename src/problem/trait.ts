import type { Problem } from './problem.ts';

const interactive =
  /\binteractive (?:problem|task)\b|\bproblem is interactive\b|交互题|互動題|交互式问题|インタラクティブ|リアクティブ|인터랙티브 (?:문제|태스크)|интерактивн\S{1,3} задач|problema interactivo|problema interativo/i;
const manyTests =
  /\bnumber of (?:[a-z]{1,15} ){0,2}(?:test ?cases|tests|testcases|data ?sets|queries to answer)\b|\b(?:contains|consists of) (?:multiple|several|\w{1,2}) (?:independent )?(?:test ?cases|tests|data ?sets)\b|\b(?:multiple|several) test ?cases\b|\bt(?:est)? ?cases? follow|\bt test cases\b|until (?:the )?end of (?:file|input)|多组(?:测试)?数据|多组测试|多組(?:測試|測資)|[Tt] ?组(?:测试)?数据|测试(?:数据|用例)(?:的)?(?:组数|数量|个数)|数据组数|組測資|測資(?:的)?數量|количеств\S{1,2} (?:наборов|тестов)|число (?:наборов|тестов)|テストケースの(?:個数|数)|個のテストケース|테스트 ?케이스의 (?:개수|수)|número de casos|cantidad de casos|quantidade de casos|número de testes/i;

/** True when a line says that the program talks with a judge. */
export function saysInteractive(lines: string[]): boolean {
  return lines.some((line) => line.length < 3000 && interactive.test(line));
}

/** True when the input section says that several tests come in one input, counted by a leading number or up to its end. */
export function saysManyTests(lines: string[]): boolean {
  return lines.some((line) => line.length < 3000 && manyTests.test(line.replace(/[$*`_]/g, '')));
}

const inputFile = /\b([\w-]{1,40}\.(?:in|inp|dat)|input\d{0,3}\.txt)\b/i;
const outputFile = /\b([\w-]{1,40}\.(?:out|ou|sol)|output\d{0,3}\.txt)\b/i;
const standard =
  /standard|stdin|stdout|стандартн|标准|標準|표준|estándar|padrão|screen|keyboard|terminal|консол/i;
const fileWord =
  /input|output|file|read|writ|вход|выход|ввод|вывод|файл|输入|输出|文件|輸入|輸出|入力|出力|파일|entrada|salida|saída|arquivo|archivo/i;

/** File names the program must read and write, where the statement names them and does not offer the standard streams. */
export function filesOf(lines: string[]): Pick<Problem, 'inputFile' | 'outputFile'> {
  const named = lines.filter((line, index) => {
    const label = (lines[index - 1] ?? '').length < 40 ? (lines[index - 1] ?? '') : '';
    return line.length < 400 && (fileWord.test(line) || fileWord.test(label)) && !standard.test(line);
  });
  const input = firstMatch(named, inputFile);
  const output = firstMatch(named, outputFile);
  return {
    ...(input === undefined ? {} : { inputFile: input }),
    ...(output === undefined ? {} : { outputFile: output }),
  };
}

function firstMatch(lines: string[], pattern: RegExp): string | undefined {
  for (const line of lines) {
    const glued = /^(?:input|output)([a-z][\w-]{1,40}\.\w{2,3})$/i.exec(line.trim())?.[1];
    const found = pattern.exec(glued ?? line)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

const urlLabel =
  /^(?:[-*>\s]{0,6})(?:\*\*)?(?:problem )?(?:url|link|source|problem link|problem url|来源|链接|原题链接|ссылка|источник|enlace|出典|출처)(?:\*\*)?\s?[:：]/i;
const contestLabel =
  /^(?:[-*>\s]{0,6})(?:\*\*)?(?:contest|group|competition|比赛|競賽|контест|соревнование|コンテスト|대회|concurso|competição)(?:\*\*)?\s?[:：]\s?(.{2,160})$/i;
const url = /https?:\/\/[^\s)>\]"'`|]{4,300}/;

/** Where the problem is from: a labelled or lone address, and the contest's name, in the first lines. */
export function sourceOf(lines: string[]): { url?: string; contest?: string } {
  const source: { url?: string; contest?: string } = {};
  for (const [index, line] of lines.slice(0, 60).entries()) {
    const text = line.trim();
    if (text.length > 600) continue;
    const found = url.exec(text)?.[0];
    const alone =
      found !== undefined &&
      (urlLabel.test(text) ||
        text.startsWith(found) ||
        (index < 12 && /^#{0,3}\s?\[.{1,120}\]\(http/.test(text)));
    if (found !== undefined && alone && source.url === undefined) source.url = found.replace(/[.,;]$/, '');
    const contest = contestLabel.exec(text)?.[1]?.replace(/\*\*/g, '').trim();
    if (contest !== undefined && !contest.startsWith('http') && source.contest === undefined)
      source.contest = contest;
  }
  return source;
}
