import type { Language } from './language.ts';
import type { Toolchain } from './toolchains.ts';

const flags = [
  '-g',
  '-O1',
  '-fsanitize=address,undefined',
  '-fno-sanitize-recover=all',
  '-fno-omit-frame-pointer',
];

/**
 * The C or C++ toolchain with AddressSanitizer and UndefinedBehaviorSanitizer: a program built with it ends at
 * the first access out of bounds, use after free or undefined operation, and says where on standard error.
 * Undefined for other languages, and on Windows, whose MinGW has no sanitizers.
 */
export function withSanitizers(toolchain: Toolchain): Toolchain | undefined {
  const { language } = toolchain;
  const { compile } = language;
  if (!compile || !['c', 'cpp'].includes(language.id) || process.platform === 'win32') return undefined;
  const sanitized: Language = {
    ...language,
    compile: (build) => compile({ ...build, flags: [...build.flags, ...flags] }),
    // A precompiled header would have to be made with the same flags.
    precompile: undefined,
    // Looking for leaks needs ptrace, which the sandbox keeps from programs, and finds nothing a contest cares about.
    environment: () => ({ ASAN_OPTIONS: 'detect_leaks=0', UBSAN_OPTIONS: 'print_stacktrace=0' }),
    reservesMemory: true,
  };
  return { ...toolchain, language: sanitized };
}
