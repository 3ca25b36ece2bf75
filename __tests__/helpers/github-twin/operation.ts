/** One REST operation of the twin, named like GitHub names it in its OpenAPI description. */
import type { Need } from './permissions.ts';
import type { World } from './world.ts';

export interface Call {
  /** From the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** JSON that the contract has checked; each operation knows its shape. */
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The twin's own limits: reported as a violation, so that no test passes by accident. */
  readonly unimplemented?: string;
}

export interface Operation {
  /** `operationId`. Method, path and schemas come from openapi.json. */
  readonly id: string;
  /** What the token must be allowed; a function where it depends on the target; null: nothing. */
  readonly needs: Need | ((world: World, call: Call) => Need) | null;
  /** Query parameters that the answer honours; others of GitHub's are reported. */
  readonly query?: readonly string[];
  readonly answer: (world: World, call: Call) => Answer;
}

export const ok = (json: unknown): Answer => ({ status: 200, json });
export const created = (json: unknown): Answer => ({ status: 201, json });
export const noContent = (): Answer => ({ status: 204 });
export const notFound = (): Answer => ({ status: 404, json: { message: 'Not Found' } });
export const gone = (message: string): Answer => ({ status: 410, json: { message } });
export const forbidden = (message: string): Answer => ({ status: 403, json: { message } });

export interface FieldError {
  resource: string;
  field: string;
  code: string;
  message?: string;
}

export const invalid = (message: string, errors?: readonly FieldError[]): Answer => ({
  status: 422,
  json: { message, ...(errors === undefined ? {} : { errors }) },
});

export const unimplemented = (what: string): Answer => ({
  status: 501,
  json: { message: `The twin does not implement ${what}` },
  unimplemented: what,
});
