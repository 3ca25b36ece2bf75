/** The merged JUnit report of this tool begins so, and no other report does: it is known again where it lies about. */
export const MERGED_REPORT_ROOT = '<testsuites name="focus-stability" ';
