/** A command without its secrets: for a person and for what is kept. */
import { Masker } from '../output/masker.ts';

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
