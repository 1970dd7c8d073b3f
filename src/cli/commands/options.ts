import { InvalidArgumentError, Option } from 'commander';
import { Gpu } from '../../model/index.ts';

/** Reads a whole number of at least `least`; commander shows the message with the option's name. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
    }
    return value;
  };
}

/** `--gpu-device`: which of several. */
export function gpuDeviceOption(): Option {
  return new Option(
    '--gpu-device <n>',
    'one GPU of several (numbers: verdict models recommend; default: all)',
  ).argParser(wholeNumber(0));
}

/** `--gpu`: where the model runs. */
export function gpuOption(): Option {
  return new Option('--gpu <backend>', 'where the model runs').choices(Gpu.options).default('auto');
}
