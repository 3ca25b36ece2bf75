/** Suites as iterations of a run; loaded only when there are any. */
export { openSuiteLaunch } from './launch-suites.ts';
export { listSuites } from './list-suites.ts';
