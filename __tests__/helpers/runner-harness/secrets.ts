/** Secrets in what a step leaves behind, after the runner has masked what it was told to mask. */
import { unescapeCommand } from './log-commands.ts';

/** The log as a reader sees it: `::add-mask::` lines are obeyed and gone. */
export function maskLog(log: string): string {
  const masks: string[] = [];
  const lines: string[] = [];
  for (const line of log.split('\n')) {
    const [, mask] = /^::add-mask::(.+)$/.exec(line.trimEnd()) ?? [];
    if (mask === undefined) {
      const text = line.startsWith('::') ? unescapeCommand(line) : line;
      lines.push(masks.reduce((masked, secret) => masked.replaceAll(secret, '***'), text));
    } else masks.push(unescapeCommand(mask));
  }
  return lines.join('\n');
}

/** Throws when a text holds one of the secrets, or the signature of an address. */
export function assertNoSecrets(texts: Readonly<Record<string, string>>, secrets: readonly string[]): void {
  for (const [place, text] of Object.entries(texts)) {
    const leak = text
      .split('\n')
      .find((line) => secrets.some((secret) => line.includes(secret)) || /[?&]sig=[^*&\s]/.test(line));
    if (leak !== undefined) throw new Error(`A secret is in the ${place}: ${leak}`);
  }
}
