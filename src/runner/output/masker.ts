/** Takes secrets out: of a stream of text, also where a chunk ends in the middle of one, and of the words of a command. */
import { escapeExpression } from '../../kit/expression.ts';
import { SHORTEST_MASKED } from '../../model/run.ts';

const SECRET_NAME =
  /TOKEN|SECRET|PASSW|PASSPHRASE|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIAL|COOKIE|CONNECTION_?STRING|(?:^|_)(?:AUTH|PWD_?HASH|PAT|DSN)(?:_|$)/i;
/** Longer ones are masked by this much of their beginning, which bounds what is held back. */
const LONGEST = 4096;
export const MASK = '***';

/** What must not be shown: values of variables whose names look secret, and those the user named. */
export function listSecrets(
  environment: Readonly<Record<string, string | undefined>>,
  named: readonly string[],
): readonly string[] {
  const values = Object.entries(environment)
    .filter(([name]) => SECRET_NAME.test(name))
    .map(([, value]) => value ?? '');
  const forms = [...named, ...values]
    .flatMap((value) => value.split(/\r?\n/).concat(value))
    .flatMap((value) =>
      value.trim().length < SHORTEST_MASKED
        ? []
        : [value, encodeURIComponent(value.toWellFormed()), JSON.stringify(value).slice(1, -1)],
    )
    .map((value) => value.slice(0, LONGEST));
  // The longest first, so that one that begins with another is masked as a whole.
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

export class Masker {
  /** A secret was taken out. */
  hasFound = false;
  private readonly secrets: readonly string[];
  private readonly mask: string;
  private readonly pattern: RegExp | null;
  private readonly firstLetters: ReadonlySet<string>;
  private held = '';

  /** `secrets`: the longest first. */
  constructor(secrets: readonly string[], mask = MASK) {
    this.secrets = secrets;
    this.mask = mask;
    this.firstLetters = new Set(secrets.map((secret) => secret.charAt(0)));
    const escaped = secrets.map(escapeExpression);
    this.pattern = escaped.length === 0 ? null : new RegExp(escaped.join('|'), 'g');
  }

  /** Text that is safe to show; an end that may be the beginning of a secret waits for the next call. */
  push(text: string): string {
    if (this.pattern === null) return text;
    const raw = this.held + text;
    const end = this.startOfSecret(raw);
    let safe = '';
    let from = 0;
    for (const { index, 0: secret } of raw.matchAll(this.pattern)) {
      // What waits may grow into a longer secret: one that is whole waits with it.
      if (index >= end) break;
      this.hasFound = true;
      safe += raw.slice(from, index) + this.mask;
      from = index + secret.length;
    }
    this.held = raw.slice(Math.max(from, end));
    return safe + raw.slice(from, Math.max(from, end));
  }

  flush(): string {
    const rest = this.pattern === null ? this.held : this.held.replaceAll(this.pattern, () => this.mask);
    this.hasFound ||= rest !== this.held;
    this.held = '';
    return rest;
  }

  /** The end of the text that begins a longer secret; the length of the text without one. */
  private startOfSecret(text: string): number {
    const longest = this.secrets[0]?.length ?? 0;
    for (let at = Math.max(0, text.length - longest + 1); at < text.length; at += 1) {
      if (!this.firstLetters.has(text.charAt(at))) continue;
      const end = text.slice(at);
      if (this.secrets.some((secret) => secret.length > end.length && secret.startsWith(end))) return at;
    }
    return text.length;
  }
}

/** A command without its secrets: for a person and for what is kept. */
export interface ShownCommand {
  readonly words: readonly string[];
  /** SHA-256 of the true words, to tell whether two commands are the same; null when nothing was masked. */
  readonly hash: string | null;
}

/** `secrets`: the longest first. */
export async function hideSecrets(
  command: readonly string[],
  secrets: readonly string[],
): Promise<ShownCommand> {
  const words = maskWords(command, secrets);
  if (words.every((word, index) => word === command[index])) return { words, hash: null };
  // Cryptography takes as long to load as the rest of a run takes to start.
  const { createHash } = await import('node:crypto');
  return { words, hash: createHash('sha256').update(JSON.stringify(command)).digest('hex') };
}

export function maskWords(words: readonly string[], secrets: readonly string[]): readonly string[] {
  return words.map((word) => {
    const masker = new Masker(secrets);
    return masker.push(word) + masker.flush();
  });
}
