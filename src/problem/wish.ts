import { plainNotation } from './notation.ts';
import type { Checker } from './problem.ts';

/** How the statement wants outputs compared, as far as it says so. */
export interface Wish {
  checker?: Checker;
  /** Several answers are right and any of them may be printed: a sample's output is one of them. */
  anyAnswer?: boolean;
}

const errorWord =
  /error|precision|tolerance|differs? (?:from|by)|误差|誤差|精度|погрешност|точност|오차|erro\b|precisão|precisión|diferencia/i;
const tiny = /10\s?\^?\s?\(?\s?-\s?(\d{1,2})(?!\d)|\b1e-0?(\d{1,2})\b|\b(0\.0{0,11}1)\b/i;
const absoluteWord = /absolute|绝对|絕對|絶対|абсолютн|절대|absolut/i;
const relativeWord = /relative|相对|相對|相対|относительн|상대|relativ/i;
const anyOrder =
  /\b(?:print|output|return(?:ed)?|list|answers?)\b.{0,80}\bin any order\b|\border of (?:the )?elements may be changed\b|\bany order\b.{0,40}\b(?:accepted|allowed|fine)\b|顺序任意|任意顺序|順不同|в любом порядке|순서(?:는|에)? 상관없|en cualquier orden|em qualquer ordem/i;
const anyCase =
  /\bany case\b|case[- ]insensitive|upper(?:case)? or lower ?case.{0,40}(?:accepted|allowed)|大小写不敏感|不区分大小写|в любом регистре|대소문자를? 구분하지/i;
const anyAnswer =
  /\b(?:print|output|find|return|report)\s(?:out\s)?any\b|\bany (?:of them|one of them|valid|correct|such|solution|answer)|multiple (?:correct |valid |possible |optimal )?(?:answers|solutions|ways|outputs)|(?:输出|輸出)任意|任意(?:输出|輸出)|任意一[个種种組组]|任[何意](?:の|一)|どれを出力しても|いずれ(?:か|を)|любо[йей](?!.{0,3}регистр|.{0,3}порядк)\S{0,3}\s(?:из|ответ|вариант|подходящ)|выведите любо|아무(?:거나|것이나)|cualquiera de ellas|imprime cualquiera|imprima qualquer|qualquer uma/i;

/** The label of judges whose outputs a program compares, alone or behind a colon. */
const specialJudge = /(?:^|[:：\s*])(?:special judge|스페셜 저지)[\s*]*$/i;

/** Looks for a tolerance, freedom of order, case or answer in the lines that speak about the output. */
export function wishOf(lines: string[]): Wish {
  const short = lines.filter((line) => line.length < 2000).map(plainNotation);
  const tolerance = toleranceOf(short);
  const wish: Wish = {};
  if (tolerance) wish.checker = tolerance;
  else if (short.some((line) => anyCase.test(line))) wish.checker = { kind: 'caseInsensitive' };
  else if (short.some((line) => anyOrder.test(line))) wish.checker = { kind: 'unordered' };
  const isSpecial = wish.checker === undefined && short.some((line) => specialJudge.test(line));
  if (isSpecial || short.some((line) => anyAnswer.test(line))) wish.anyAnswer = true;
  return wish;
}

function toleranceOf(lines: string[]): Checker | undefined {
  for (const line of lines) {
    const word = errorWord.exec(line);
    if (!word) continue;
    const near = line.slice(Math.max(0, word.index - 160), word.index + 260);
    const amount = tiny.exec(near);
    if (!amount) continue;
    const value = amount[3] === undefined ? Number(`1e-${amount[1] ?? amount[2]}`) : Number(amount[3]);
    const relative = relativeWord.test(near);
    const absolute = absoluteWord.test(near) || !relative;
    return {
      kind: 'float',
      ...(absolute ? { absolute: value } : {}),
      ...(relative ? { relative: value } : {}),
    };
  }
  return undefined;
}
