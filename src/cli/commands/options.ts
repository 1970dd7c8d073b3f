import { type Command, InvalidArgumentError, Option } from 'commander';
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

/** What the user says of the language they read. */
export interface ReplyFlags {
  replyLanguage?: string;
}

/** `--reply-language`: of everything that the model writes to a person. */
export function withReplyLanguage(command: Command): Command {
  return command.option(
    '--reply-language <language>',
    'what the model writes in, a name or a code: German, zh-CN (default: English)',
    (text) => {
      if (!/^[\p{L}\d ()-]{2,40}$/u.test(text)) throw new InvalidArgumentError('Name a language.');
      return text;
    },
  );
}
