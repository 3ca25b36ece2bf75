/** Reads what `pytest -v` prints, alone and with xdist. */
import { isAbsolute, join, relative } from 'node:path';
import type { Follower, SeenTest, SessionNotes } from '../preset.ts';
import { nameNode } from './node-id.ts';

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
/** The beginning of a session; a command may have several. */
const BEGIN = /^=+ test session starts =+$/;
/** The session before died in a test. */
const AFTER_DEATH = new RegExp(String.raw`^(${NODE}) =+ test session starts =+$`);
/** The end of one: `=== 1 failed, 2 passed in 0.12s ===`. */
const LAST = /^=+ (?:\d+ \w+|no tests ran)\b.* in \d.*=$/;
/** After the tests come texts that may contain anything, sessions of other pytests too. */
const END = /^=+ (?:FAILURES|ERRORS|warnings summary|short test summary info|PASSES|RERUNS|\d+ \w+.*) =*/;

export function createPytestFollower(cwd: string, notes: SessionNotes): Follower {
  let root = cwd;
  let phase: 'tests' | 'texts' | 'over' = 'tests';
  let isParallel = false;
  /** Started last and without an outcome yet. */
  let open: string | null = null;
  /** All of this session without an outcome: workers of xdist run several at a time. */
  const started = new Map<string, SeenTest>();

  const see = (nodeId: string, word: string | null): readonly SeenTest[] => {
    if (word === 'RERUN') {
      notes.retried();
      return [];
    }
    open = word === null ? nodeId : null;
    const outcome = word === null ? 'started' : readWord(word);
    const test: SeenTest = { ...nameNode(fromRoot(nodeId, cwd, root)), outcome };
    if (word === null) started.set(nodeId, test);
    else started.delete(nodeId);
    return [test];
  };
  /** A line that names no test; suites print millions of them. */
  const followOther = (line: string, complete: boolean): readonly SeenTest[] => {
    if (line.startsWith('rootdir: ')) root = ROOT.exec(line)?.[1] ?? root;
    const bare = complete && open !== null && !isParallel ? BARE.exec(line)?.[1] : undefined;
    return open !== null && bare !== undefined ? see(open, bare) : [];
  };
  const begin = (): void => {
    phase = 'tests';
    root = cwd;
    open = null;
    isParallel = false;
    started.clear();
  };
  const followRule = (line: string): void => {
    if (phase !== 'texts' && BEGIN.test(line)) begin();
    else if (LAST.test(line)) {
      phase = 'over';
      notes.settled([...started.values()]);
    } else if (phase === 'tests' && END.test(line)) phase = 'texts';
  };
  return {
    follow(line, complete) {
      if (complete && line.startsWith('=')) followRule(line);
      if (phase !== 'tests') return [];
      const died = complete && line.endsWith('=') ? AFTER_DEATH.exec(line)?.[1] : undefined;
      if (died !== undefined) {
        const last = see(died, null);
        begin();
        return last;
      }
      if (!line.includes('::')) return followOther(line, complete);
      const [, xdistWord, xdistNode] = XDIST.exec(line) ?? [];
      if (xdistWord !== undefined && xdistNode !== undefined) {
        isParallel = true;
        // Its line end comes with the next line only.
        return complete || isWhole(line) ? see(xdistNode, xdistWord) : [];
      }
      const [, node, word] = complete ? (RESULT.exec(line) ?? []) : [];
      if (node !== undefined && word !== undefined) return see(node, word);
      const starting = START.exec(line)?.[1];
      if (starting !== undefined) return complete || isWhole(line) ? see(starting, null) : [];
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

/** `[15 items]` with xdist; what was deselected does not run. */
const COLLECTED = /(?:^|\.\.\. |\n)collected (\d{1,7}) items?(?: \/ .*?(\d{1,7}) selected)?/;
const WORKERS = /(?:^|\n)\d+ workers? \[(\d{1,7}) items?\]/;

/** As `Preset.readAnnouncement`. */
export function readCollected(text: string): number | null {
  const [, all, selected = all] = COLLECTED.exec(text) ?? WORKERS.exec(text) ?? [];
  return selected === undefined ? null : Number(selected);
}
