/** The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677). */
import { createHash, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import type { Random } from '../../../model/clock.ts';
import { CommandError } from '../command-error.ts';

const ITERATIONS = 15_000;

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** What the server keeps of a password. */
export interface Verifier {
  readonly user: string;
  readonly salt: Buffer;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

/** The exchange of one connection. Every step throws AuthenticationFailed when it is wrong, and the exchange starts anew. */
export interface Login {
  /** The client's first message; with `isShort` the server's signature ends the exchange. */
  start(message: string, isShort: boolean): string;
  next(message: string): string;
  done(): boolean;
}

/** Takes some ten milliseconds: once an endpoint, not once a login. */
export function createVerifier({ user, password }: Credentials, random: Random): Verifier {
  const salt = Buffer.from(Array.from({ length: 28 }, () => Math.floor(random() * 256)));
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, ITERATIONS, 32, 'sha256');
  const clientKey = sign(salted, 'Client Key');
  const storedKey = createHash('sha256').update(clientKey).digest();
  return { user, salt, storedKey, serverKey: sign(salted, 'Server Key') };
}

type Step = 'start' | 'proof' | 'empty' | 'done';

export function createLogin(verifier: Verifier, random: Random): Login {
  let step: Step = 'start';
  let short = false;
  let clientFirst = '';
  let serverFirst = '';

  function start(message: string, isShort: boolean): string {
    step = 'start';
    const bare = /^n,,(n=([^,]*),r=([^,]{1,200}))$/u.exec(message);
    const user = bare?.[2]?.replaceAll('=2C', ',').replaceAll('=3D', '=');
    if (bare?.[1] === undefined || bare[3] === undefined || user !== verifier.user) throw fail();
    short = isShort;
    clientFirst = bare[1];
    serverFirst = `r=${bare[3]}${makeNonce(random)},s=${verifier.salt.toString('base64')},i=${String(ITERATIONS)}`;
    step = 'proof';
    return serverFirst;
  }

  function prove(message: string): string {
    step = 'start';
    const final = /^(c=biws,r=([^,]+)),p=([A-Za-z0-9+/=]{1,100})$/u.exec(message);
    if (final?.[1] === undefined || final[3] === undefined) throw fail();
    if (!serverFirst.startsWith(`r=${final[2] ?? ''},`)) throw fail();
    const signed = `${clientFirst},${serverFirst},${final[1]}`;
    if (!isProof(Buffer.from(final[3], 'base64'), signed, verifier.storedKey)) throw fail();
    step = short ? 'done' : 'empty';
    return `v=${sign(verifier.serverKey, signed).toString('base64')}`;
  }

  return {
    start,
    next(message) {
      if (step === 'proof') return prove(message);
      if (step !== 'empty' || message !== '') throw fail();
      step = 'done';
      return '';
    },
    done: () => step === 'done',
  };
}

/** The proof is ClientKey XOR HMAC(StoredKey, messages); the hash of ClientKey must be StoredKey. */
function isProof(proof: Buffer, signed: string, storedKey: Buffer): boolean {
  const signature = sign(storedKey, signed);
  if (proof.length !== signature.length) return false;
  const clientKey = proof.map((byte, index) => byte ^ (signature[index] ?? 0));
  return timingSafeEqual(createHash('sha256').update(clientKey).digest(), storedKey);
}

function sign(key: Buffer, message: string): Buffer {
  return createHmac('sha256', key).update(message).digest();
}

function makeNonce(random: Random): string {
  return Array.from({ length: 24 }, () => Math.floor(random() * 36).toString(36)).join('');
}

function fail(): CommandError {
  return new CommandError(18, 'Authentication failed.');
}
