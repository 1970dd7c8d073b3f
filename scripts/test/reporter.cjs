/** Mocha's own "spec" output, what took longest, and what happened as JSON in $VERDICT_TEST_REPORT. */
const { writeFileSync } = require('node:fs');
const { relative } = require('node:path');
const { reporters, Runner } = require('mocha');

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const report = { passed: 0, failed: [], skipped: [] };
    /** Seconds of each test file, hooks included. */
    const seconds = new Map();
    const began = new Map();
    runner.on(Runner.constants.EVENT_TEST_PASS, () => report.passed++);
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test) => report.failed.push(test.fullTitle()));
    runner.on(Runner.constants.EVENT_TEST_PENDING, (test) => report.skipped.push(test.fullTitle()));
    runner.on(Runner.constants.EVENT_SUITE_BEGIN, (suite) => began.set(suite, Date.now()));
    runner.on(Runner.constants.EVENT_SUITE_END, (suite) => {
      if (!suite.parent?.root) return;
      const file = relative(process.cwd(), suite.file ?? suite.title);
      seconds.set(file, (seconds.get(file) ?? 0) + (Date.now() - began.get(suite)) / 1000);
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      writeFileSync(process.env.VERDICT_TEST_REPORT, JSON.stringify(report));
      const slowest = [...seconds].sort(([, a], [, b]) => b - a).slice(0, 12);
      console.log('  what took longest');
      for (const [file, took] of slowest) console.log(`    ${took.toFixed(0).padStart(5)} s  ${file}`);
    });
  }
};
