import { escapedHtml } from '../../problem/index.ts';
import { niceStep } from '../scores/summary.ts';

const size = { width: 460, height: 260, left: 52, right: 14, top: 12, bottom: 44 };
const inner = {
  width: size.width - size.left - size.right,
  height: size.height - size.top - size.bottom,
};

export interface Axis {
  label: string;
  from: number;
  to: number;
  /** Where the ticks stand; five or so round numbers when absent. */
  ticks?: number[];
  show?: (value: number) => string;
  logarithmic?: boolean;
}

interface Point {
  x: number;
  y: number;
  low?: number;
  high?: number;
}

export interface Series {
  name: string;
  points: Point[];
}

/** Lines with bands, on the same axes. `title` is read out in place of the picture. */
export function linePlot(title: string, x: Axis, y: Axis, series: Series[]): string {
  const [atX, atY] = [scaleOf(x, size.left, inner.width), scaleOf(y, size.top + inner.height, -inner.height)];
  const path = (points: [number, number][]) =>
    points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ');
  const drawn = series.map(({ name, points }, index) => {
    const line = path(points.map((it) => [atX(it.x), atY(it.y)]));
    const band = points.filter((it) => it.low !== undefined && it.high !== undefined);
    const around = path([
      ...band.map((it): [number, number] => [atX(it.x), atY(it.high ?? it.y)]),
      ...[...band].reverse().map((it): [number, number] => [atX(it.x), atY(it.low ?? it.y)]),
    ]);
    const dots = points.length > 12 ? [] : points;
    return `<g class="s${index}"><title>${escapedHtml(name)}</title>${band.length > 1 ? `<polygon class="band" points="${around}"/>` : ''}<polyline points="${line}"/>${dots.map((it) => `<circle cx="${atX(it.x).toFixed(1)}" cy="${atY(it.y).toFixed(1)}" r="3"/>`).join('')}</g>`;
  });
  return framed(title, x, y, drawn.join(''), series.length > 1 ? series.map(({ name }) => name) : []);
}

/** Bars of two parts, one upon the other, between `from` and `to`. */
export function barPlot(
  title: string,
  x: Axis,
  y: Axis,
  names: [string, string],
  bars: { from: number; to: number; first: number; second: number; tip: string }[],
): string {
  const [atX, atY] = [scaleOf(x, size.left, inner.width), scaleOf(y, size.top + inner.height, -inner.height)];
  const rect = (from: number, to: number, low: number, high: number, name: string) =>
    high <= low
      ? ''
      : `<rect class="${name}" x="${(atX(from) + 0.5).toFixed(1)}" width="${Math.max(1, atX(to) - atX(from) - 1).toFixed(1)}" y="${atY(high).toFixed(1)}" height="${(atY(low) - atY(high)).toFixed(1)}"/>`;
  const drawn = bars.map(
    ({ from, to, first, second, tip }) =>
      `<g><title>${escapedHtml(tip)}</title>${rect(from, to, 0, first, 'first')}${rect(from, to, first, first + second, 'second')}</g>`,
  );
  return framed(title, x, y, drawn.join(''), names);
}

function scaleOf({ from, to, logarithmic }: Axis, start: number, length: number): (value: number) => number {
  const place = (value: number) => (logarithmic ? Math.log(Math.max(value, from)) : value);
  const [low, high] = [place(from), place(to)];
  return (value) => start + (high === low ? 0.5 : (place(value) - low) / (high - low)) * length;
}

function framed(title: string, x: Axis, y: Axis, drawn: string, names: string[]): string {
  const [atX, atY] = [scaleOf(x, size.left, inner.width), scaleOf(y, size.top + inner.height, -inner.height)];
  const bottom = size.top + inner.height;
  const across = ticksOf(y).map(
    (value) =>
      `<line x1="${size.left}" x2="${size.width - size.right}" y1="${atY(value).toFixed(1)}" y2="${atY(value).toFixed(1)}"/><text x="${size.left - 6}" y="${(atY(value) + 4).toFixed(1)}" text-anchor="end">${shown(y, value)}</text>`,
  );
  const along = ticksOf(x).map(
    (value) =>
      `<text x="${atX(value).toFixed(1)}" y="${bottom + 16}" text-anchor="middle">${shown(x, value)}</text>`,
  );
  const key =
    names.length === 0
      ? ''
      : `<p class="key">${names.map((name, index) => `<span class="k${index}">${escapedHtml(name)}</span>`).join('')}</p>`;
  return `<figure><figcaption>${escapedHtml(title)}</figcaption>
<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escapedHtml(title)}"><g class="grid">${across.join('')}${along.join('')}</g>
<text class="label" x="${size.left + inner.width / 2}" y="${size.height - 6}" text-anchor="middle">${escapedHtml(x.label)}</text>
<text class="label" x="12" y="${size.top + inner.height / 2}" text-anchor="middle" transform="rotate(-90 12 ${size.top + inner.height / 2})">${escapedHtml(y.label)}</text>
${drawn}</svg>${key}</figure>`;
}

function ticksOf({ from, to, ticks }: Axis): number[] {
  if (ticks) return ticks;
  const step = to - from <= 1 ? 0.2 * (to - from) : niceStep((to - from) / 5);
  return Array.from({ length: Math.floor((to - from) / step + 1e-9) + 1 }, (_, index) => from + index * step);
}

function shown({ show }: Axis, value: number): string {
  return escapedHtml(show ? show(value) : String(Math.round(value * 100) / 100));
}
