import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainError, onOneLine, withoutSecrets } from '../../src/http/explain-error.ts';
import { serve } from './serve.ts';

const SECRET = fc.stringMatching(/^[A-Za-z0-9][\w.-]{18,40}[A-Za-z0-9]$/).map((text) => `7${text}`);

describe('explainError', () => {
  it('names what the network did, where fetch only says that it failed', async () => {
    const server = await serve(() => undefined);
    await server[Symbol.asyncDispose]();
    const error: unknown = await fetch(server.url).catch((reason: unknown) => reason);
    expect(explainError(error)).toBe(`connect ECONNREFUSED ${server.url.host}`);
  });

  it('names each address of a host that has several', () => {
    const errors = [new Error('connect ECONNREFUSED ::1:80'), new Error('connect ECONNREFUSED 127.0.0.1:80')];
    const words = 'connect ECONNREFUSED ::1:80; connect ECONNREFUSED 127.0.0.1:80';
    expect(explainError(new AggregateError(errors))).toBe(words);
    expect(explainError(new TypeError('fetch failed', { cause: new AggregateError(errors) }))).toBe(words);
  });

  it('takes whatever was thrown', () => {
    expect([explainError('text'), explainError(null), explainError(new Error('a\n b'))]).toEqual([
      'text',
      'null',
      'a b',
    ]);
  });

  it.each<[string, (secret: string) => string]>([
    ['the user of an address', (secret) => `GET https://me:${secret}@example.com/x failed`],
    ['a token as user', (secret) => `connect to https://${secret}@example.com:8443 failed`],
    ['the user of a database', (secret) => `mongodb://root:${secret}@db/?replicaSet=r is down`],
    ['a signature', (secret) => `GET https://blobs/x?sig=${secret}&se=1: 403`],
    ['a key in a relative address', (secret) => `POST /insert?user=a&password=${secret} was refused`],
    ['a header', (secret) => `sent "Authorization: Bearer ${secret}", got 401`],
    ['a header of another scheme', (secret) => `{"authorization":"token ${secret}"}`],
    ['a bare header', (secret) => `sent authorization=${secret}`],
    ['a bearer', (secret) => `bearer ${secret} is not accepted`],
    ['basic credentials', (secret) => `Basic ${Buffer.from(secret).toString('base64')}1 was wrong`],
    ['a token of GitHub', (secret) => `the token ghs_${secret.replace(/\W/g, '')} is not accepted`],
    ['a fine-grained token', (secret) => `token github_pat_${secret.replace(/\W/g, '')} expired`],
    ['a token of a runner', (secret) => `token eyJhbGciOi.eyJ${secret.replaceAll('.', '')}.sig rejected`],
  ])('never tells %s', (_, write) => {
    fc.assert(
      fc.property(SECRET, (secret) => {
        const text = explainError(new Error(write(secret)));
        expect(text).not.toContain(secret);
        expect(text).not.toContain(secret.replace(/\W/g, ''));
        expect(text).not.toContain(Buffer.from(secret).toString('base64').slice(0, 20));
        expect(text).toContain(' ');
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it.each([
    'Basic authentication failed',
    'the token is not accepted (401)',
    'connect ECONNREFUSED 127.0.0.1:27017',
    'getaddrinfo ENOTFOUND db.example.com',
    'GET https://api.github.com/repos/o/r/issues: socket hang up',
    'Validation Failed: body is too long',
  ])('tells what is no secret as it is: %s', (text) => {
    expect(withoutSecrets(text)).toBe(text);
    expect(explainError(new Error(text))).toBe(text);
  });
});

describe('onOneLine', () => {
  it('never has a line end, a control character or more than 200 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const line = onOneLine(text);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        expect(line.length).toBeLessThanOrEqual(200);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
