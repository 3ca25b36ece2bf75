import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { escapeExpression } from '../kit/expression.ts';
import { escapePattern, hasOption, optionValue, splitId } from './arguments.ts';
import { simpleExits, type Follower, type Preset, type SeenTest } from './preset.ts';
import { operand, shell } from './shell.ts';

/** gotestsum; a plain `go test` is run through it, because go writes no JUnit itself. */
export const go: Preset<'go'> = {
  name: 'go',
  recognition: { certainty: 'word', mark: /<property\b[^>]*\bname="go\.version"/ },
  repeat({ classname, name }) {
    const pattern = name.split('/').map((part) => `^${escapeExpression(part)}$`);
    const target = operand(classname || './...');
    // TestMain is not a test: it runs whenever its package does.
    return name === 'TestMain'
      ? shell`go test ${target} -count=1`
      : shell`go test ${target} -run ${pattern.join('/')} -count=1`;
  },
  detects: ([program = '', command = '']) =>
    program === 'gotestsum' || (program === 'go' && command === 'test'),
  adapt(command, { junit, seed, shuffle, keepRetries, only }) {
    const start = command.findIndex(
      (word, index) => /(?:^|[\\/])go(?:\.exe)?$/i.test(word) && command[index + 1] === 'test',
    );
    const [own, goWords] =
      start < 0
        ? splitAtDashes(command)
        : [[...command.slice(0, start), 'gotestsum'], command.slice(start + 2)];
    const given = optionValue(own, '--junitfile');
    const ownWords = [
      ...own.filter((word) => keepRetries || !/^--rerun-fails(?:=|$)/.test(word)),
      ...(given === null ? [`--junitfile=${junit}`] : []),
      ...(hasOption(own, '--format', '-f') ? [] : ['--format=testname']),
    ];
    const options = [
      // Go repeats the last result of an unchanged package instead of running it.
      ...(hasOption(goWords, '-count') ? [] : ['-count=1']),
      ...(shuffle ? [`-shuffle=${seed}`] : []),
      ...(only.length === 0 ? [] : [`-run=${matchTests(only)}`]),
    ];
    const packages = goWords.some((word) => !word.startsWith('-')) ? [] : ['./...'];
    const end = goWords.findIndex((word) => word === '-args');
    const [before, after] = end < 0 ? [goWords, []] : [goWords.slice(0, end), goWords.slice(end)];
    return {
      command: [...ownWords, '--', ...options, ...before, ...packages, ...after],
      reports: given === null ? [] : [given],
    };
  },
  explainExit: simpleExits(new Map([[2, 'the packages could not be built, or the command line is wrong']])),
  createFollower: createGoFollower,
};

function splitAtDashes(command: readonly string[]): readonly [readonly string[], readonly string[]] {
  const at = command.indexOf('--');
  return at < 0 ? [command, []] : [command.slice(0, at), command.slice(at + 1)];
}

/** go matches level by level, so subtests are chosen by their top test: more may run, never less. */
function matchTests(only: readonly string[]): string {
  const tops = only.map((id) => splitId(id)[1].split('/')[0] ?? '');
  return `^(${[...new Set(tops)].map(escapePattern).join('|')})$`;
}

/** Format `testname`: `PASS sub/package.TestX (0.01s)`, the package as seen from the working directory. */
const RESULT = /^(PASS|FAIL|SKIP) (?:(\S+?)\.)?((?:Test|Example|Fuzz)\S*) \([\d.]+s\)$/;
const OUTCOMES = new Map<string, SeenTest['outcome']>([
  ['PASS', 'passed'],
  ['FAIL', 'failed'],
  ['SKIP', 'skipped'],
]);

function createGoFollower(cwd: string): Follower {
  const home = readPackage(cwd);
  return {
    follow(line, complete) {
      const [, word = '', folder, name] = complete ? (RESULT.exec(line) ?? []) : [];
      const outcome = OUTCOMES.get(word);
      if (name === undefined || outcome === undefined) return [];
      // The report's class is the package's whole path.
      return [{ classname: [home, folder ?? ''].filter((part) => part !== '').join('/'), name, outcome }];
    },
  };
}

/** Import path of a folder, by the go.mod above it; empty when there is none. */
function readPackage(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = join(folder, 'go.mod');
    if (existsSync(path)) {
      const module = /^module\s+"?([^\s"]+)/m.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
      return [module, relative(folder, cwd).replaceAll('\\', '/')].filter((part) => part !== '').join('/');
    }
    if (dirname(folder) === folder) return '';
  }
}
