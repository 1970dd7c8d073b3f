import {
  type HardwarePlan,
  type Machine,
  type Preset,
  plansFor,
  presets,
  sizeOf,
} from '../../src/model/index.ts';

const GiB = 2 ** 30;
const begin = '<!-- plans: written by npm run docs -->';
const end = '<!-- end of plans -->';

/** Machines of the table: main memory alone, and graphics memory that is free. */
const columns: [string, Machine][] = [
  ['no GPU', machineOf(undefined)],
  ...[4, 6, 8, 12, 24].map((size): [string, Machine] => [`${size} GiB`, machineOf(size)]),
];

function machineOf(gpuGiB: number | undefined): Machine {
  const gpu = gpuGiB && { backend: 'vulkan', free: gpuGiB * GiB, total: gpuGiB * GiB };
  return { memoryFree: 12 * GiB, memoryTotal: 16 * GiB, cores: 8, ...(gpu && { gpu }) };
}

/** The page with its table as the presets and the hardware plan are now. */
export function withPlans(page: string): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error('docs/models.md lacks the marks of its table.');
  return `${before}${begin}\n\n${planTable()}\n\n${end}${after}`;
}

function planTable(): string {
  const plans = columns.map(([, machine]) => plansFor(machine));
  const rows = presets.map((preset, row) => [
    `\`${preset.id}\``,
    `${(sizeOf(preset) / 1e9).toFixed(1)} GB`,
    preset.licence,
    ...plans.map((column, index) => {
      const plan = column[row]?.plan;
      return plan ? cell(preset, plan, columns[index]?.[1].gpu !== undefined) : '';
    }),
  ]);
  const lines = [['preset', 'file', 'licence', ...columns.map(([name]) => name)], ...rows];
  const widths =
    lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const draw = (line: string[]) =>
    `| ${line.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = draw(widths.map((width) => '-'.repeat(width)));
  return [draw(lines[0] ?? []), rule, ...lines.slice(1).map(draw)].join('\n');
}

/** "8 x 44k": lanes and tokens of each; what is not whole on the GPU says so. */
function cell(preset: Preset, plan: HardwarePlan, hasGpu: boolean): string {
  if (!plan.fits) return 'too large';
  const tokens =
    plan.contextTokens >= 1024 ? `${Math.floor(plan.contextTokens / 1024)}k` : plan.contextTokens;
  const size = `${plan.lanes} x ${tokens}${plan.kvType === 'f16' ? '' : ' (8-bit)'}`;
  if (plan.backend === 'cpu') return hasGpu ? `${size}, CPU` : size;
  return plan.gpuLayers > preset.memory.layers
    ? size
    : `${size}, ${plan.gpuLayers} of ${preset.memory.layers} layers`;
}
