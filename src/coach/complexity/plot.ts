import type { GrowthEstimate, Timing } from './events.ts';
import { growthAt } from './fit.ts';

/** A curve and the points it was fitted to. */
interface Plot {
  points: { x: number; y: number }[];
  curve: (x: number) => number;
  xName: string;
  yName: string;
}

const rows = 12;

/** The timings with the curve of the class that fits them best, as a small plot of letters. */
export function drawTimings(timings: Timing[], { best }: GrowthEstimate): string {
  const points = timings.map(({ size, ms }) => ({ x: size, y: ms }));
  return drawPlot({ points, curve: (n) => growthAt(best, n), xName: 'n', yName: 'ms' });
}

/** The points (`o`) and the curve (`.`) on logarithmic axes, where a power of x is a straight line. */
function drawPlot({ points, curve, xName, yName }: Plot, columns = 60): string {
  const xs = points.map(({ x }) => Math.log(x));
  const ys = points.map(({ y }) => Math.log(Math.max(y, 1e-3)));
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const cells = Array.from({ length: rows }, () => Array<string>(columns).fill(' '));
  const put = (x: number, y: number, sign: string) => {
    const column = Math.round(((x - left) / (right - left || 1)) * (columns - 1));
    const row = Math.round(((high - y) / (high - low || 1)) * (rows - 1));
    const line = cells[row];
    if (line && column >= 0 && column < columns) line[column] = sign;
  };
  for (let column = 0; column < columns; column++) {
    const x = left + ((right - left) * column) / (columns - 1);
    put(x, Math.log(Math.max(curve(Math.exp(x)), 1e-3)), '.');
  }
  for (const [index, x] of xs.entries()) put(x, ys[index] ?? 0, 'o');
  const [top, bottom] = [`${short(Math.exp(high))} ${yName}`, `${short(Math.exp(low))} ${yName}`];
  const width = Math.max(top.length, bottom.length);
  const lines = cells.map((line, row) => {
    const label = row === 0 ? top : row === rows - 1 ? bottom : '';
    return `${label.padStart(width)} |${line.join('')}`.trimEnd();
  });
  const [first, last] = [`${xName} = ${short(Math.exp(left))}`, short(Math.exp(right))];
  const axis = `${' '.repeat(width)} +${'-'.repeat(columns)}`;
  return [...lines, axis, `${' '.repeat(width + 2)}${first}${last.padStart(columns - first.length)}`].join(
    '\n',
  );
}

function short(value: number): string {
  return value >= 100 ? `${Math.round(value)}` : `${Number(value.toPrecision(2))}`;
}
