/** The token that a runner gives to actions (not to `run:` steps), as the artifact client reads it. */

export interface BackendIds {
  readonly run: string;
  readonly job: string;
}

/** One per run and attempt: names are unique within it, so a re-run can upload the same name again. */
export function backendIds(runId: number, attempt: number): BackendIds {
  const tail = (kind: number): string => `${kind}${attempt}`.padStart(4, '0');
  const id = (kind: number): string =>
    `00000000-0000-4000-${tail(kind)}-${runId.toString(16).padStart(12, '0')}`;
  return { run: id(8), job: id(9) };
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export function makeRuntimeToken(runId: number, attempt: number): string {
  const { run, job } = backendIds(runId, attempt);
  const claims = {
    scp: `Actions.ExampleScope Actions.Results:${run}:${job}`,
    sub: `run-${runId}-${attempt}`,
  };
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.twin-${runId}-${attempt}`;
}

/** Null for a token that the twin has not made. */
export function readRuntimeToken(token: string): { runId: number; attempt: number } | null {
  const [, runId, attempt] = /\.twin-(\d+)-(\d+)$/.exec(token) ?? [];
  if (runId === undefined || attempt === undefined) return null;
  return { runId: Number(runId), attempt: Number(attempt) };
}
