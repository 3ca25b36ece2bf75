/** The smallest set of predecessors that makes the victim fail, by halving. */

/** True when these predecessors, in their order, make the victim fail. */
export type Fails = (predecessors: readonly string[]) => Promise<boolean>;

/** So many that act only together are not believed: a wrong answer led the search astray. */
const MOST_POLLUTERS = 8;

/**
 * Precondition: all of them make it fail, none of them does not. Keeps the required ones and looks for the shortest
 * prefix that fails together with them: its last test is required too, and what follows it is not. Takes about
 * log2(n) + 1 questions for each polluter. When more predecessors never help the victim, the result is minimal.
 */
export async function findPolluters(
  predecessors: readonly string[],
  fails: Fails,
): Promise<readonly string[]> {
  const required: string[] = [];
  let candidates = predecessors;
  do {
    const length = await shortestFailing(candidates, required, fails);
    required.unshift(...candidates.slice(length - 1, length));
    candidates = candidates.slice(0, length - 1);
  } while (candidates.length > 0 && required.length < MOST_POLLUTERS && !(await fails(required)));
  return required;
}

/** Length of a prefix that fails with the required tests while the one that is shorter by one passes. */
async function shortestFailing(
  candidates: readonly string[],
  required: readonly string[],
  fails: Fails,
): Promise<number> {
  let passing = 0;
  let failing = candidates.length;
  while (failing - passing > 1) {
    const middle = Math.floor((passing + failing) / 2);
    if (await fails([...candidates.slice(0, middle), ...required])) failing = middle;
    else passing = middle;
  }
  return failing;
}

/** Null when they do not make it fail; else without those that the others do without. */
export async function confirmPolluters(
  polluters: readonly string[],
  fails: Fails,
): Promise<readonly string[] | null> {
  if (!(await fails(polluters))) return null;
  let needed = polluters;
  for (const one of polluters) {
    const others = needed.filter((other) => other !== one);
    if (others.length > 0 && (await fails(others))) needed = others;
  }
  return needed;
}
