/** What a route answers, the refusals every route may throw, and how either is sent. */
import type { ServerResponse } from 'node:http';
import { NOT_FOUND as NOT_FOUND_BODY } from '../../contract/errors.ts';

export interface Answer {
  readonly status: number;
  /** Sent as JSON; text when `contentType` is given. */
  readonly body: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by a route: the request is answered with this and nothing is logged. */
export class RefusedRequest extends Error {
  override name = 'RefusedRequest';
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}

export function answerJson(body: unknown): Answer {
  return { status: 200, body };
}

/** Every error body carries its reason as text in `error`. */
export function answerError(status: number, error: string): Answer {
  return { status, body: { error } };
}

/** A path that no route has: the shape the real server's framework gives it, and our `error`. */
export const NOT_FOUND: Answer = { status: 404, body: NOT_FOUND_BODY };

const JSON_TYPE = 'application/json';

export function sendAnswer(response: ServerResponse, answer: Answer, extra: Record<string, string>): void {
  const { contentType = JSON_TYPE, headers = {}, status } = answer;
  const text = contentType === JSON_TYPE ? JSON.stringify(answer.body) : String(answer.body);
  if (response.destroyed) return;
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...extra,
    ...headers,
  });
  response.end(text);
}
