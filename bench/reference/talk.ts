/** The least a client needs: one request over a kept connection, and its JSON. */
import { request, type Agent } from 'node:http';

export interface Question {
  readonly method: 'POST' | 'DELETE';
  readonly url: string;
  readonly body?: string;
}

/** Throws unless the answer is 200: an error is faster for a bad reason. */
export function ask(agent: Agent, { method, url, body = '' }: Question): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers: { 'content-length': Buffer.byteLength(body) } });
    sent.on('error', reject);
    sent.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(text);
        else reject(new Error(`${method} ${url} was answered ${answer.statusCode}: ${text}`));
      });
    });
    sent.end(body);
  });
}

/** A live view of fifty channels, a hundred rows a second. */
export const LIVE_VIEW = JSON.stringify({
  displayTimeAxisDuration: 10,
  nfftSelection: 1024,
  displayInfo: { height: 1000 },
  channels: { min: 1, max: 50 },
  frequencyRange: { min: 0, max: 500 },
  start_time: null,
  end_time: null,
  view_type: '0',
});
