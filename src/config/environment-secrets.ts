/** Secrets that stand in `focus-stability.yml` itself. They belong in the environment: the file is in a repository. */

/** `//user:password@`, and what stands for the password. */
const PASSWORD_IN_URL = /\/\/[^/@\s]*?:([^/@\s]*)@/;
const VARIABLE = /\$\{\w+\}/;

/** Path of the first field that holds a password or token and not the name of a variable; null when none does. */
export function findWrittenSecret(value: unknown, path: readonly string[] = []): string | null {
  if (typeof value === 'string') return isWritten(value, path.at(-1)) ? path.join('.') : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    const found = findWrittenSecret(item, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}

function isWritten(text: string, key: string | undefined): boolean {
  const secret = key === 'token' ? text : PASSWORD_IN_URL.exec(text)?.[1];
  return secret !== undefined && secret !== '' && !VARIABLE.test(secret);
}

/** `MONGO_URI` for `mongo.uri`. */
export function nameVariable(path: string): string {
  return path.toUpperCase().replaceAll(/\W/g, '_');
}
