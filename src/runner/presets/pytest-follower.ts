/** Reads `pytest -v`, alone and with xdist. */
import { isAbsolute, join, relative } from 'node:path';
import type { Follower, SeenTest, SessionNotes } from './preset.ts';

const WORDS = 'PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS|RERUN';
/** `[ 12%]`, with other styles `[ 3/25]` or a time, and with `-s` nothing. */
const PROGRESS = String.raw`(?:\[ *\d+(?:%| ?/ ?\d+)\]|\d[\d.]*(?:us|ms|s|m|h)(?: \d+[sm])?)`;
const REST = String.raw`(?:\s+${PROGRESS})?\s*$`;
/** A path, then names without blanks, which only parameters in brackets may have; the mark of a worker begins no path. */
const NODE = String.raw`(?!\[gw)\S.*?\.\w+::[^\s[]+(?:\[.*\])?`;
/** `test_a.py::test_x PASSED  [ 12%]`, the reason of a skip in brackets; with `-s` what it printed stands before the word. */
const RESULT = new RegExp(String.raw`^(${NODE}) (?:.*?\s)?(${WORDS})(?: \(.*\)?)?${REST}`);
/** `[gw1] [ 37%] PASSED test_a.py::test_x ` */
const XDIST = new RegExp(String.raw`^\[gw\d+\] +(?:${PROGRESS} +)?(${WORDS}) (\S.*?::.+?)\s*$`);
/** With `-s` the outcome may stand alone, below what the test printed. */
const BARE = new RegExp(String.raw`^(${WORDS})(?: \(.*\)?)?${REST}`);
/** The name alone, a blank behind it. */
const START = new RegExp(String.raw`^(${NODE}) $`);
/** With `-s` the first line a test prints stands behind its name. */
const TALK = new RegExp(String.raw`^(${NODE}) \S`);
const ROOT = /^rootdir: (.+?)(?:, (?:config|ini)file: .*)?$/;
/** After the tests come texts that may contain anything. */
const END = /^=+ (?:FAILURES|ERRORS|warnings summary|short test summary info|PASSES|RERUNS|\d+ \w+.*) =*/;

export function createPytestFollower(cwd: string, notes: SessionNotes): Follower {
  let root = cwd;
  let isOver = false;
  let isParallel = false;
  /** Started last and without an outcome yet. */
  let open: string | null = null;

  const see = (nodeId: string, word: string | null): readonly SeenTest[] => {
    if (word === 'RERUN') {
      notes.retried();
      return [];
    }
    open = word === null ? nodeId : null;
    return [
      { ...nameNode(fromRoot(nodeId, cwd, root)), outcome: word === null ? 'started' : readWord(word) },
    ];
  };
  /** A line that names no test; suites print millions of them. */
  const followOther = (line: string, complete: boolean): readonly SeenTest[] => {
    if (line.startsWith('rootdir: ')) root = ROOT.exec(line)?.[1] ?? root;
    const bare = complete && open !== null && !isParallel ? BARE.exec(line)?.[1] : undefined;
    return open !== null && bare !== undefined ? see(open, bare) : [];
  };
  return {
    follow(line, complete) {
      if (isOver) return [];
      isOver = complete && line.startsWith('=') && END.test(line);
      if (!line.includes('::')) return followOther(line, complete);
      const [, xdistWord, xdistNode] = XDIST.exec(line) ?? [];
      if (xdistWord !== undefined && xdistNode !== undefined) {
        isParallel = true;
        // Its line end comes with the next line only.
        return complete || isWhole(line) ? see(xdistNode, xdistWord) : [];
      }
      const [, node, word] = complete ? (RESULT.exec(line) ?? []) : [];
      if (node !== undefined && word !== undefined) return see(node, word);
      const started = START.exec(line)?.[1];
      if (started !== undefined) return complete || isWhole(line) ? see(started, null) : [];
      const talking = complete && open === null && !isParallel ? TALK.exec(line)?.[1] : undefined;
      return talking === undefined ? followOther(line, complete) : see(talking, null);
    },
  };
}

/** pytest ends a name with a blank; an open bracket says that the name itself was cut at a blank. */
function isWhole(line: string): boolean {
  return line.endsWith(' ') && (!line.slice(line.indexOf('::')).includes('[') || line.endsWith('] '));
}

function readWord(word: string): SeenTest['outcome'] {
  if (word === 'PASSED' || word === 'XPASS') return 'passed';
  return word === 'SKIPPED' || word === 'XFAIL' ? 'skipped' : 'failed';
}

/** The output names files from the working directory, the report from the root. */
function fromRoot(nodeId: string, cwd: string, root: string): string {
  if (root === cwd) return nodeId;
  const [path = '', ...rest] = nodeId.split('::');
  const moved = relative(root, isAbsolute(path) ? path : join(cwd, path));
  return [moved.replaceAll('\\', '/'), ...rest].join('::');
}

/** As pytest's own report does: folders and classes joined by dots, the parameters left alone. */
export function nameNode(nodeId: string): { readonly classname: string; readonly name: string } {
  const bracket = nodeId.indexOf('[', nodeId.indexOf('::'));
  const address = bracket < 0 ? nodeId : nodeId.slice(0, bracket);
  const [path = '', ...names] = address.split('::');
  const name = (names.pop() ?? '') + (bracket < 0 ? '' : nodeId.slice(bracket));
  const module = path.replace(/\.py$/, '').replaceAll('/', '.');
  return { classname: [module, ...names].join('.'), name };
}
