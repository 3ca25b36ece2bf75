/**
 * Hidden lines in bodies by which we find our own text again. Only lines of their own count, ours come first in a
 * body, and foreign text is disarmed, so that no test name or failure text can pass for one of them.
 */
import { parseJson } from '../kit/shape.ts';

const PREFIX = '<!-- focus-stability:';
/** U+200B: what looks like a marker is shown as it is but is none. */
const DISARMED = '<!-- focus-stability\u200B:';

export const KEEP_LINE = `${PREFIX}keep -->`;
const BLOCK_START = `${PREFIX}last-failure -->`;
const BLOCK_END = `${PREFIX}end -->`;

/** Finished Markdown that may contain foreign text, without anything that we would take for our own. */
export function disarm(markdown: string): string {
  return markdown.replaceAll(PREFIX, DISARMED);
}

export function writeMarker(name: string): string {
  return `${PREFIX}${name} -->`;
}

/** Any JSON as a comment that stays one whatever the values are: all but plain ASCII is written as `\uXXXX`. */
export function writeJsonMarker(name: string, value: unknown): string {
  const json = JSON.stringify(value).replace(
    /[^ -~]|[<>&@]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${PREFIX}${name} ${json} -->`;
}

/** The value of the first such marker; undefined when there is none or it is damaged. */
export function readJsonMarker(body: string, name: string): unknown {
  const start = `${PREFIX}${name} `;
  const line = normaliseLines(body)
    .split('\n')
    .find((text) => text.startsWith(start));
  const json = line?.slice(start.length).replace(/\s*-->\s*$/, '');
  return json === undefined ? undefined : parseJson(json);
}

export interface FramedBody {
  readonly marker: string;
  /** Rewritten every time. */
  readonly head: string;
  /** Evidence of the last failure: outlives clean nights. */
  readonly block: string;
  /** The last words of ours. */
  readonly foot: string;
  /** What people wrote below the keep line. */
  readonly kept: string;
}

/** `head` and `block` are disarmed already, by `disarm` or because they come from `readFrame`. */
export function writeFrame({ marker, head, block, foot, kept }: FramedBody): string {
  const evidence = block === '' ? [] : [`${BLOCK_START}\n${block}\n${BLOCK_END}`];
  return `${[`${marker}\n${head}`, ...evidence, foot, KEEP_LINE].join('\n\n')}\n${kept}`;
}

/** What must survive a rewrite; empty where a person removed the lines around it. */
export function readFrame(body: string): Pick<FramedBody, 'block' | 'kept'> {
  const lines = normaliseLines(body).split('\n');
  const keep = findLine(lines, KEEP_LINE);
  const ours = keep < 0 ? lines : lines.slice(0, keep);
  const start = findLine(ours, BLOCK_START);
  const end = findLine(ours, BLOCK_END);
  return {
    block: start >= 0 && end > start ? ours.slice(start + 1, end).join('\n') : '',
    kept: keep < 0 ? '' : joinKept(lines.slice(keep + 1)),
  };
}

function findLine(lines: readonly string[], line: string): number {
  return lines.findIndex((text) => text.trimEnd() === line);
}

function joinKept(lines: readonly string[]): string {
  return lines.join('\n').trimEnd();
}

/** GitHub stores what was edited in a browser with other line ends. */
function normaliseLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
