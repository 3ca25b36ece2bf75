/** node:http's message in, answer out; what the contract's surface answered is logged. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../model/clock.ts';
import type { Answer } from './answer.ts';
import type { HandleMessage } from './listen.ts';
import type { RequestLog } from './request-log.ts';
import { createRequest, type HttpRequest } from './request.ts';
import { sendAnswer } from './answer.ts';
import type { AnswerRequest } from './surface.ts';

export interface ServeParts {
  readonly clock: Clock;
  /** Also served below this path; '' for the root alone. */
  readonly prefix: string;
  readonly log: RequestLog;
  /** What a client of a Focus Server sees. */
  readonly surface: AnswerRequest;
  /** Administration, Kubernetes and the status page; null: the path is none of them. */
  readonly internal: (path: string) => AnswerRequest | null;
  readonly report: (error: unknown) => void;
}

export interface Serving {
  readonly handle: HandleMessage;
  /** Resolves when no request is being answered. */
  idle(): Promise<void>;
}

export function createServing(parts: ServeParts): Serving {
  const underway = new Set<Promise<void>>();
  return {
    handle: (message, response) => {
      const answering = answerMessage(message, response, parts)
        .catch((error: unknown) => {
          parts.report(error);
          response.destroy();
        })
        .finally(() => underway.delete(answering));
      underway.add(answering);
    },
    idle: async () => {
      while (underway.size > 0) await Promise.all(underway);
    },
  };
}

async function answerMessage(
  message: IncomingMessage,
  response: ServerResponse,
  parts: ServeParts,
): Promise<void> {
  // A client that goes away is no error of the server.
  message.on('error', () => {});
  response.on('error', () => {});
  const { clock, prefix } = parts;
  const request = createRequest(message, { prefix, arrivedMs: clock.now() });
  const internal = parts.internal(request.path);
  const answer = await (internal ?? parts.surface)(request);
  if (internal === null) logAnswer(request, answer, parts);
  sendAnswer(response, answer, { 'x-arrived-ms': String(request.arrivedMs) });
}

function logAnswer(
  { method, path, arrivedMs }: HttpRequest,
  answer: Answer,
  { log, clock }: ServeParts,
): void {
  const durationMs = clock.now() - arrivedMs;
  log.add({ method, path, status: answer.status, arrivedMs, durationMs, jobId: findJobId(answer) });
}

function findJobId({ status, body }: Answer): string | null {
  if (status !== 200 || typeof body !== 'object' || body === null || !('job_id' in body)) return null;
  return typeof body.job_id === 'string' ? body.job_id : null;
}
