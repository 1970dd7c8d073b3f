/** Mocha's own "spec" output, and what happened as JSON in $VERDICT_TEST_REPORT. */
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const report = { passed: 0, failed: [], skipped: [] };
    runner.on(Runner.constants.EVENT_TEST_PASS, () => report.passed++);
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test) => report.failed.push(test.fullTitle()));
    runner.on(Runner.constants.EVENT_TEST_PENDING, (test) => report.skipped.push(test.fullTitle()));
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      writeFileSync(process.env.VERDICT_TEST_REPORT, JSON.stringify(report));
    });
  }
};
