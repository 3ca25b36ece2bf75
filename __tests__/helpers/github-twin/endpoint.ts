/** What the server hands to the three services, and what it gets back. */

export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** A request that somebody is responsible for. */
export interface Endpoint {
  /** Name in `requests` and in fault rules. */
  readonly operation: string;
  /** As recorded; parsed when it is JSON. */
  readonly body: unknown;
  /** `dropBody`: answer as if all were well, but do not store the text. */
  readonly answer: (options: { dropBody: boolean }) => Reply;
  /** Turns an answer that a fault has made into this service's form. */
  readonly shape: (answer: {
    status: number;
    json?: unknown;
    headers?: Readonly<Record<string, string>>;
  }) => Reply;
  /** The answer to a token that may not. */
  readonly refuse: () => Reply;
}

export const jsonReply = (
  status: number,
  json: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  status,
  headers: {
    ...(json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...headers,
  },
  bytes: Buffer.from(json === undefined ? '' : JSON.stringify(json)),
});

/** Undefined when there is none; `malformed` when it is no JSON or holds half a character. */
export function readJson(bytes: Buffer): { value: unknown; malformed: string | null } {
  if (bytes.length === 0) return { value: undefined, malformed: null };
  let half = false;
  try {
    const value: unknown = JSON.parse(bytes.toString(), (_, inner: unknown) => {
      if (typeof inner === 'string' && !inner.isWellFormed()) half = true;
      return inner;
    });
    return { value, malformed: half ? 'the body holds a lone surrogate' : null };
  } catch {
    return { value: undefined, malformed: 'the body is not JSON' };
  }
}
