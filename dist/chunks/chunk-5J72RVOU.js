import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
var RUN_PROBLEM_CODES=["not-started","exit-code","killed","timed-out","interrupted","no-report","stale-report","output-after-report","did-not-finish","left-processes","request-unmet"];export{RUN_PROBLEM_CODES};
