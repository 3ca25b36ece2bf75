/** Answer -> bytes. */
import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

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
