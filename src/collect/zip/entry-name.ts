/** Names of archive entries: decoded, and judged although nothing is ever written under them. */

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 whatever the flags say, since most writers that do not set the flag mean it; else one character per byte. */
export function decodeName(bytes: Buffer): string {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/** With forward slashes and without empty and `.` parts. */
export function normaliseName(raw: string): string {
  return raw
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** Why a name must not be trusted, or null. Backslashes count as separators: on Windows they are. */
export function findUnsafeName(raw: string): string | null {
  const slashed = raw.replaceAll('\\', '/');
  if (slashed.includes('\0')) return 'its name contains a NUL character';
  if (slashed.startsWith('/')) return 'its name is an absolute path';
  if (/^[a-z]:/i.test(slashed)) return 'its name starts with a drive letter';
  if (slashed.split('/').includes('..')) return 'its name climbs out of the archive with ".."';
  return normaliseName(raw) === '' ? 'it has no name' : null;
}
