/** What came of a suite in the extension host. Titles are full: those of the suites around, then the test's. */
export interface HostResult {
  passed: string[];
  failed: { title: string; message: string; stack: string }[];
  skipped: string[];
}
