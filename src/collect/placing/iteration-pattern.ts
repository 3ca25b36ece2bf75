/**
 * Which iteration, attempt and shard a report belongs to, judged from its path.
 *
 * The default understands the names people use: `test-results-3/junit.xml`, `results-3.xml`, `iteration-3`, `run_3`,
 * `leg3`, `attempt-2`, `test-results-3-shard-2`. Numbers above 9999 are dates or run ids, not iterations.
 */
export interface PathPlace {
  /** As the path has it: some count from 0. */
  readonly iteration: number;
  readonly attempt: number;
  readonly shard: string | null;
}

/**
 * Surest first. A strong word is used for this purpose only, the others for much else: for them a folder or a file must
 * have no strong word anywhere in its path. Of equals the outermost counts.
 */
const ITERATION_WORDS = [
  [
    /(?:^|[^a-z])(?:iteration|iter|repeat|repetition)[-_. ]?(\d{1,4})(?!\d)/i,
    /(?:^|[^a-z])(?:test[-_. ]?)?(?:results?|reports?)[-_. ]?(\d{1,4})(?!\d)/i,
  ],
  [/(?:^|[^a-z])(?:run|leg|pass)[-_. ]?(\d{1,4})(?!\d)/i],
  [/(?:^|[^a-z])(?:junit|pytest|tests?)[-_. ](\d{1,4})(?!\d)/i],
];
const ATTEMPT = /(?:^|[^a-z])(?:attempt|try)[-_. ]?(\d{1,4})(?!\d)/i;
const SHARD = /(?:^|[^a-z])shard[-_. ]?(\d{1,4}(?:[-_]?of[-_]?\d{1,4})?)(?!\d)/i;
/** `TEST-com.acme.Run2Test.xml` is named after a class, and whatever that is called is no iteration. */
const CLASS_REPORT = /(?:^|\/)TEST-(?!(?:results?|reports?)?[-_. ]?\d+\.)[^/]*\.xml(?:\.gz)?$/;

/** `path` with forward slashes, relative to what the user named. Null when it names no iteration. */
export function placeByDefault(path: string): PathPlace | null {
  const named = path.replace(CLASS_REPORT, '');
  const attempt = numberIn(ATTEMPT, named);
  const shard = SHARD.exec(named)?.[1] ?? null;
  // A shard's number must not be read as "results-2" of `test-results-shard-2`.
  const iteration = findIteration(named.replace(SHARD, '/').split('/'));
  if (iteration !== null) return { iteration, attempt: attempt ?? 1, shard };
  return attempt === null ? null : { iteration: attempt, attempt: 1, shard };
}

function findIteration(segments: readonly string[]): number | null {
  for (const words of ITERATION_WORDS) {
    for (const segment of segments) {
      for (const word of words) {
        const iteration = numberIn(word, segment);
        if (iteration !== null) return iteration;
      }
    }
  }
  return null;
}

function numberIn(pattern: RegExp, path: string): number | null {
  const digits = pattern.exec(path)?.[1];
  return digits === undefined ? null : Number(digits);
}

const SPARSE_FROM = 100;
const SPARSE_SHARE = 10;

/**
 * Whether numbers read by default can be iterations. A high one that leaves most iterations empty is a year, a port
 * or the number of a ticket.
 */
export function areIterations(numbers: readonly number[]): boolean {
  const highest = numbers.reduce((most, number) => Math.max(most, number), 0);
  return numbers.length > 0 && (highest <= SPARSE_FROM || highest <= SPARSE_SHARE * new Set(numbers).size);
}

/**
 * A user's pattern: the group named `iteration`, else the first group, is the number; groups named `attempt` and
 * `shard` are understood too.
 */
export function placeByPattern(pattern: RegExp, path: string): PathPlace | null {
  const match = pattern.exec(path);
  if (match === null) return null;
  const groups = match.groups ?? {};
  const iteration = Number(groups['iteration'] ?? match[1]);
  if (!Number.isInteger(iteration) || iteration < 0 || iteration > 9999) return null;
  const attempt = Number(groups['attempt'] ?? 1);
  return {
    iteration,
    attempt: Number.isInteger(attempt) && attempt > 0 ? attempt : 1,
    shard: groups['shard'] ?? null,
  };
}
