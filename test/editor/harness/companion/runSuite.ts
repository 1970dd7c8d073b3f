import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type Mocha from 'mocha';
import type { HostResult } from './hostResult.ts';

/** Where mocha is; put in when the companion is bundled. */
declare const MOCHA_ENTRY: string;

/** Runs a bundled CommonJS test file with mocha in this process. Does not throw for a test that fails. */
export async function runSuite(suiteFile: string): Promise<HostResult> {
  const result: HostResult = { passed: [], failed: [], skipped: [] };
  const fail = (title: string, error: unknown) => {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    result.failed.push({ title, message, stack: stack ?? '' });
  };
  try {
    const { default: MochaClass }: { default: typeof Mocha } = await import(pathToFileURL(MOCHA_ENTRY).href);
    const mocha = new MochaClass({ ui: 'bdd', reporter: MochaClass.reporters.Base, timeout: 20_000 });
    // The file is loaded by `require`, as the extension host gives `vscode` to what is required.
    mocha.suite.emit('pre-require', globalThis, suiteFile, mocha);
    createRequire(suiteFile)(suiteFile);
    await new Promise<void>((done) => {
      mocha
        .run(() => done())
        .on('pass', (test) => result.passed.push(test.fullTitle()))
        .on('pending', (test) => result.skipped.push(test.fullTitle()))
        .on('fail', (test, error) => fail(test.fullTitle(), error));
    });
  } catch (error) {
    fail(`loading ${suiteFile}`, error);
  }
  return result;
}
