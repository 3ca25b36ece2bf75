import { escapeExpression } from '../kit/expression.ts';
import { addOptions, escapePattern, hasOption, optionValue, splitId } from './arguments.ts';
import { simpleExits, type Follower, type Preset, type SeenTest } from './preset.ts';
import { operand, shell } from './shell.ts';

export const vitest: Preset<'vitest'> = {
  name: 'vitest',
  recognition: { certainty: 'name', mark: /<testsuites\b[^>]*\bname="vitest tests"/ },
  // Older versions join the titles of suites by a blank, newer ones by the same mark as the report.
  repeat: ({ classname, name }) =>
    shell`npx vitest run ${operand(classname)} -t ${`^${name.split(' > ').map(escapeExpression).join('( >)? ')}$`}`,
  detects: ([program = '']) => program === 'vitest',
  adapt(command, { junit, seed, shuffle, keepRetries, only }) {
    const given = optionValue(command, '--outputFile.junit') ?? optionValue(command, '--outputFile');
    const tests = only.map(splitId);
    // It takes these once: what the command says of them is the user's.
    const keepsRetries = hasOption(command, '--retry');
    const isOrdered = hasOption(command, '--sequence.shuffle', '--sequence.seed');
    const added = [
      ...(given === null ? ['--reporter=verbose', '--reporter=junit', `--outputFile.junit=${junit}`] : []),
      ...(hasOption(command, '--run', 'run') ? [] : ['--run']),
      ...(keepRetries || keepsRetries ? [] : ['--retry=0']),
      ...(shuffle && !isOrdered ? ['--sequence.shuffle', `--sequence.seed=${seed}`] : []),
      ...(tests.length === 0 ? [] : [`--testNamePattern=${matchTitles(tests)}`]),
    ];
    const files = [...new Set(tests.map(([file]) => file))].filter((file) => file !== '');
    return {
      command: [...addOptions(command, added), ...files],
      reports: given === null ? [] : [given],
      keepsRetries,
      remarks: shuffle && isOrdered ? ['the order is that of the command, which says it itself'] : [],
    };
  },
  explainExit: simpleExits(),
  createFollower: () => createVitestFollower(),
};

/** Older versions join titles by a blank, newer ones by the mark of the report. */
function matchTitles(tests: readonly (readonly [file: string, title: string])[]): string {
  const titles = tests.map(([, title]) => title.split(' > ').map(escapePattern).join('( >)? '));
  return `^(${[...new Set(titles)].join('|')})$`;
}

/** `verbose` prints a test when it is over: ` ✓ file > suite > test 12ms`. */
const RESULT =
  /^\s*([✓✔√×✗↓]) (?:\|[^|]+\| )?(\S.*?\.[cm]?[jt]sx?) > (.+?)(?: (?:\d+(?:\.\d+)?m?s|\[skipped\]|\(retry x\d+\)))*$/;

function createVitestFollower(): Follower {
  return {
    follow(line, complete) {
      const [, mark = '', classname, name] = complete ? (RESULT.exec(line) ?? []) : [];
      if (classname === undefined || name === undefined) return [];
      const outcome: SeenTest['outcome'] =
        mark === '↓' ? 'skipped' : '×✗'.includes(mark) ? 'failed' : 'passed';
      return [{ classname, name, outcome }];
    },
  };
}
