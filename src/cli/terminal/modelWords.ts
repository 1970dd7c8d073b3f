import { type EngineInfo, type KeptModel, type Machine, sizeInWords, sizeOf } from '../../model/index.ts';
import { paint } from './paint.ts';
import { plainText } from './plainText.ts';

/** One line of the list: name, size, what of it is here, licence. */
export function keptLine(kept: KeptModel): string {
  const { preset } = kept;
  const own = preset.file.path !== undefined;
  const name = own ? preset.file.name : preset.id;
  const cells = [name.padEnd(26), sizeInWords(preset).padStart(13), stateInWords(kept).padEnd(24)];
  return `${cells.join('  ')}  ${paint('dim', own ? 'your own file' : preset.licence)}`;
}

function stateInWords({ preset, state, bytes, fetching }: KeptModel): string {
  const share = Math.floor((100 * bytes) / sizeOf(preset));
  if (fetching) return `being fetched, ${Math.min(share, 100)} %`;
  if (state === 'here') return paint('green', 'on this machine');
  if (state === 'unchecked') return paint('yellow', 'here, checked at next use');
  return state === 'partial' ? `${Math.min(share, 100)} % fetched` : '-';
}

/** What this machine offers a model, in a line or two. */
export function machineLine(machine: Machine): string {
  const gib = (bytes: number) => (bytes / 2 ** 30).toFixed(1);
  const { gpu } = machine;
  const parts = [
    gpu
      ? `${gpu.name ?? 'GPU'} (${gpu.backend}), ${gib(gpu.free)} of ${gib(gpu.total)} GiB free`
      : `No GPU: ${machine.fallback ?? 'the processor was asked for.'}`,
    ...(gpu?.devices && gpu.devices.length > 1
      ? gpu.devices.map((name, number) => `  --gpu-device ${number}: ${name}`)
      : []),
    `Processor: ${machine.cores} ${machine.cores === 1 ? 'core' : 'cores'}, ${gib(machine.memoryFree)} of ${gib(machine.memoryTotal)} GiB free`,
  ];
  return parts.join('\n');
}

/** What is loaded and on what it runs; a second line says why it is not on something better. */
export function engineLine(info: EngineInfo): string {
  const { plan, model, backend, device, fallback } = info;
  const words = plan ?? `${model} on ${device ?? backend}`;
  return [paint('dim', plainText(words)), ...(fallback ? [paint('yellow', plainText(fallback))] : [])].join(
    '\n',
  );
}
