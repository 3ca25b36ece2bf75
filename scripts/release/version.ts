/** Versions and their tags: `1.2.3` is `v1.2.3`, and `v1` is the newest of 1. */

export interface Version {
  readonly text: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `rc.1` of `1.2.3-rc.1`; null for what everybody gets. */
  readonly prerelease: string | null;
}

const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]+))?$/;

/** Null when `text` is no version; a `v` before it belongs to its tag and is no part of it. */
export function parseVersion(text: string): Version | null {
  const match = VERSION.exec(text);
  if (match === null) return null;
  const [, major, minor, patch, prerelease = null] = match;
  return { text, major: Number(major), minor: Number(minor), patch: Number(patch), prerelease };
}

export const tagOf = ({ text }: Version): string => `v${text}`;

export const majorTagOf = ({ major }: Version): string => `v${major}`;

/** Whether `v<major>` goes to this version: not for a prerelease, nor for a fix of an older line than the newest. */
export function movesMajor(version: Version, tags: readonly string[]): boolean {
  if (version.prerelease !== null) return false;
  return tags
    .flatMap((tag) => parseVersion(tag.replace(/^v/, '')) ?? [])
    .filter(({ major, prerelease }) => major === version.major && prerelease === null)
    .every(
      ({ minor, patch }) => minor < version.minor || (minor === version.minor && patch <= version.patch),
    );
}
