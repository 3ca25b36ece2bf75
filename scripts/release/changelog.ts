/** CHANGELOG.md: a section a version, the newest first, above them what is not released. */

export interface Section {
  /** `1.2.3`, or `Unreleased`. */
  readonly name: string;
  /** Of its heading, from 1. */
  readonly line: number;
  /** Without heading and blank lines around. */
  readonly body: string;
}

export const UNRELEASED = 'Unreleased';

/** Also `## [1.2.3] - 2026-01-31` and `## v1.2.3 (2026-01-31)`. */
const HEADING = /^## +\[?v?(Unreleased|\d[\w.-]*)\]?.*$/i;

export function readChangelog(text: string): Section[] {
  const lines = text.split(/\r?\n/);
  const starts = lines.flatMap((line, index) => {
    const [, name] = HEADING.exec(line) ?? [];
    return name === undefined ? [] : [{ index, name: /^unreleased$/i.test(name) ? UNRELEASED : name }];
  });
  return starts.map(({ index, name }, at) => ({
    name,
    line: index + 1,
    body: lines
      .slice(index + 1, starts[at + 1]?.index)
      .join('\n')
      .trim(),
  }));
}
