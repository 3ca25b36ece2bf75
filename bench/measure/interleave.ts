/** Takes turns: every subject runs once in each round, so that a disturbance of the machine hits all of them. */

/** What one run gave, or why there is none. */
export type Attempt<Result> = { readonly result: Result } | { readonly failure: string };

export interface Subject<Result> {
  readonly name: string;
  readonly rounds: number;
  run(): Promise<Attempt<Result>>;
}

export interface Outcome<Result> {
  readonly name: string;
  readonly results: readonly Result[];
  /** Why it gave no further results; null when all rounds went well. */
  readonly failure: string | null;
}

interface Turn<Result> {
  readonly subject: Subject<Result>;
  readonly results: Result[];
  failure: string | null;
}

/** A subject that failed once is not run again. */
export async function interleave<Result>(
  subjects: readonly Subject<Result>[],
  onRun: (text: string) => void,
): Promise<Outcome<Result>[]> {
  const turns = subjects.map((subject): Turn<Result> => ({ subject, results: [], failure: null }));
  const rounds = Math.max(...subjects.map((subject) => subject.rounds));
  for (let round = 1; round <= rounds; round += 1) {
    for (const turn of turns) {
      if (turn.failure !== null || turn.subject.rounds < round) continue;
      onRun(`round ${round}/${rounds}: ${turn.subject.name}`);
      const attempt = await turn.subject.run();
      if ('result' in attempt) turn.results.push(attempt.result);
      else turn.failure = attempt.failure;
    }
  }
  return turns.map(({ subject, results, failure }) => ({ name: subject.name, results, failure }));
}
