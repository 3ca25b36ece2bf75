/** What must agree before a version is released. */
import { readChangelog, UNRELEASED } from './changelog.ts';
import { parseVersion, type Version } from './version.ts';

/** Texts of the files that say the version. */
export interface Sources {
  readonly packageJson: string;
  readonly packageLock: string;
  /** src/config/version.ts: what `--version` prints. */
  readonly versionModule: string;
  readonly changelog: string;
}

export interface Release {
  readonly version: Version;
  /** Markdown. */
  readonly notes: string;
}

/** Every line says where, what, and what to do. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** @param wanted - `1.2.3` or `v1.2.3`. Throws a ReleaseError with all that is wrong. */
export function checkRelease(wanted: string, sources: Sources): Release {
  const version = parseVersion(wanted.replace(/^v/, ''));
  if (version === null)
    throw new ReleaseError([
      `"${wanted}" is no version: give one such as 1.2.3 or 1.2.3-rc.1, its tag with a v before it.`,
    ]);
  const problems = [...compareVersions(version, sources), ...checkChangelog(version, sources.changelog)];
  if (problems.length > 0) throw new ReleaseError(problems);
  const section = readChangelog(sources.changelog).find(({ name }) => name === version.text);
  return { version, notes: section?.body ?? '' };
}

function compareVersions({ text }: Version, sources: Sources): string[] {
  const said: readonly (readonly [file: string, version: string | undefined])[] = [
    ['package.json', readVersion(sources.packageJson)],
    ['package-lock.json', readVersion(sources.packageLock)],
    ['src/config/version.ts', /VERSION = '([^']*)'/.exec(sources.versionModule)?.[1]],
  ];
  return said
    .filter(([, version]) => version !== text)
    .map(
      ([file, version]) =>
        `${file} says ${version ?? 'no version'}, the release is ${text}: write ${text} there, run \`npm run build\`, commit, and tag that commit.`,
    );
}

const readVersion = (json: string): string | undefined => (JSON.parse(json) as { version?: string }).version;

function checkChangelog({ text }: Version, changelog: string): string[] {
  const sections = readChangelog(changelog);
  const newest = sections.find(({ name }) => name !== UNRELEASED);
  const waiting = sections.find(({ name, body }) => name === UNRELEASED && body !== '');
  if (newest?.name !== text) {
    const place =
      newest === undefined
        ? 'CHANGELOG.md has no version'
        : `CHANGELOG.md:${newest.line}: the newest version is ${newest.name}`;
    const todo =
      waiting === undefined
        ? `write \`## ${text}\` above it, and what changed under it`
        : `line ${waiting.line}, \`## ${UNRELEASED}\`, becomes \`## ${text}\``;
    return [`${place}, the release is ${text}: ${todo}.`];
  }
  const nothing = `nothing stands under ${text}: write what changed, it becomes the notes of the release.`;
  const left = `what stands under ${UNRELEASED} is in this commit, so it is released: move it under ${text}.`;
  return [
    ...(newest.body === '' ? [`CHANGELOG.md:${newest.line}: ${nothing}`] : []),
    ...(waiting === undefined ? [] : [`CHANGELOG.md:${waiting.line}: ${left}`]),
  ];
}
