/** A request's body, bounded, as JSON. */
import type { IncomingMessage } from 'node:http';
import { answerError, RefusedRequest } from './answer.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;
/** A longer body is not read to its end: the connection is closed instead. */
const DISCARD_LIMIT_BYTES = 16 * BODY_LIMIT_BYTES;

/** Throws Refusal: 413 over the limit, 422 for what is no JSON, both with their reason. */
export async function readJson(message: IncomingMessage): Promise<unknown> {
  const bytes = await readBytes(message);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (error) {
    throw new RefusedRequest(describeMalformed(error));
  }
}

async function readBytes(message: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length <= BODY_LIMIT_BYTES) chunks.push(chunk);
      else chunks.length = 0;
      if (length > DISCARD_LIMIT_BYTES) break;
    }
  } catch {
    throw new RefusedRequest(answerError(400, 'the request ended before its body did'));
  }
  if (length <= BODY_LIMIT_BYTES) return Buffer.concat(chunks);
  throw new RefusedRequest(describeTooLong(length));
}

function describeTooLong(length: number): RefusedRequest['answer'] {
  const refused = answerError(413, `the body is larger than ${BODY_LIMIT_BYTES} bytes`);
  return length > DISCARD_LIMIT_BYTES ? { ...refused, headers: { connection: 'close' } } : refused;
}

/** The shape in which FastAPI tells that a body is no JSON. */
function describeMalformed(cause: unknown): RefusedRequest['answer'] {
  const reason = cause instanceof SyntaxError ? 'JSON decode error' : 'the body is no UTF-8';
  return {
    status: 422,
    body: { error: reason, detail: [{ loc: ['body'], msg: reason, type: 'json_invalid' }] },
  };
}
