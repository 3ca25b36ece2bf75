/**
 * The one place where the code of a suite is called. A function declaration, because the bundle keeps its name and
 * `describeFailure` cuts stacks there.
 */
export async function callSuite<Given, T>(work: (given: Given) => T | Promise<T>, given: Given): Promise<T> {
  return await work(given);
}
