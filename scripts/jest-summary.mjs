// A jest reporter that writes the numbers of a run for scripts/test.mjs, to the file that TEST_SUMMARY names.

import { writeFileSync } from 'node:fs';

export default class Summary {
  projects = {};

  onTestResult(test, result) {
    const name = test.context.config.displayName?.name ?? 'tests';
    const project = (this.projects[name] ??= { passed: 0, failed: 0, skipped: 0 });
    project.passed += result.numPassingTests;
    // A file that could not run has no failed test, but counts as a failure.
    project.failed += result.numFailingTests || (result.testExecError || result.failureMessage ? 1 : 0);
    project.skipped += result.numPendingTests + result.numTodoTests;
  }

  onRunComplete() {
    if (process.env.TEST_SUMMARY) writeFileSync(process.env.TEST_SUMMARY, JSON.stringify(this.projects));
  }
}
