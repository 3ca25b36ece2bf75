/** The command that runs one test again, for the producers whose command lines we know. */
import type { Producer } from '../model/case-sink.ts';
import { escapeExpression, filePattern, operand, shell } from './shell.ts';
import { buildNodeId, type ReproTest } from './pytest/node-id.ts';

export type { ReproTest } from './pytest/node-id.ts';

/**
 * One line for a POSIX shell, in which every part that comes from the report is quoted. Null when the
 * producer is unknown, the report does not tell enough, or a name cannot be typed.
 */
export function buildReproCommand(test: ReproTest, producer: Producer): string | null {
  return COMMANDS[producer](test);
}

const COMMANDS: Readonly<Record<Producer, (test: ReproTest) => string | null>> = {
  pytest: (test) => {
    // Its own crash is written as a test of this name.
    if (test.classname === 'pytest' && test.name === 'internal') return null;
    return shell`pytest ${operand(buildNodeId(test))}`;
  },
  vitest: ({ classname, name }) =>
    // Older versions join the titles of suites by a blank, newer ones by the same mark as the report.
    shell`npx vitest run ${operand(classname)} -t ${`^${name.split(' > ').map(escapeExpression).join('( >)? ')}$`}`,
  jest: repeatJest,
  mocha: ({ classname, name, file }) => {
    // mocha-junit-reporter: the name is the full title and ends with the class; xunit: they follow each other.
    const isFull = classname === '' || name === classname || name.endsWith(` ${classname}`);
    const title = isFull ? name : `${classname} ${name}`;
    return shell`npx mocha ${operand(file)} --grep ${`^${escapeExpression(title)}$`}`;
  },
  playwright: ({ classname, name }) => {
    // Matched against file, suites, test and tags, joined by blanks; the report joins suites and test by a mark.
    const title = escapeExpression(`${classname} ${name.replaceAll(' › ', ' ')}`.trim());
    return shell`npx playwright test ${filePattern(classname)} -g ${`(^| )${title}( @|$)`}`;
  },
  'node-test': ({ name, file }) =>
    shell`node --test --test-name-pattern=${`^${escapeExpression(name)}$`} ${operand(file)}`,
  go: ({ classname, name }) => {
    const pattern = name.split('/').map((part) => `^${escapeExpression(part)}$`);
    const target = operand(classname || './...');
    // TestMain is not a test: it runs whenever its package does.
    return name === 'TestMain'
      ? shell`go test ${target} -count=1`
      : shell`go test ${target} -run ${pattern.join('/')} -count=1`;
  },
  bats: ({ classname, name, file }) => {
    // Matched against the title as it stands in the source, where these four may carry a backslash.
    const title = [...name].map((letter) => ('"$`\\'.includes(letter) ? '.{1,2}' : escapeExpression(letter)));
    return shell`bats -f ${`^${title.join('')}$`} ${operand(file ?? classname)}`;
  },
  ctest: ({ name }) => shell`ctest --output-on-failure -R ${`^${escapeExpression(name)}$`}`,
  phpunit: repeatPhpunit,
  rspec: ({ classname, name, file }) =>
    shell`rspec ${operand(file ?? (classname && `./${classname.replaceAll('.', '/')}.rb`))} -e ${name}`,
  maven: ({ classname, name }) => {
    const method = readJvmMethod(name);
    if (!JVM_CLASS.test(classname)) return null;
    return shell`mvn test ${`-Dtest=${method === '' ? classname : `${classname}#${method}`}`}`;
  },
  gradle: ({ classname, name }) => {
    const method = readJvmMethod(name);
    if (!JVM_CLASS.test(classname)) return null;
    return shell`./gradlew test --tests ${method === '' ? classname : `${classname}.${method}`}`;
  },
  nextest: ({ classname, name }) => {
    // A pseudo test of nextest itself; `binary@stress-2` is the third round of a stress run.
    if (classname.startsWith('@')) return null;
    const binary = escapeNextest(classname.replace(/@stress-\d+$/, ''));
    return shell`cargo nextest run -E ${`binary_id(=${binary}) & test(=${escapeNextest(name)})`}`;
  },
  // The report does not name the executable. `?` is any one character, also one that would mean something.
  googletest: ({ classname, name }) =>
    shell`"$TEST_BINARY" --gtest_filter=${`${classname}.${name}`.replaceAll(/[*:-]/g, '?')}`,
  // Only bundled suites are known by the name that their tests carry.
  'focus-stability': ({ classname, name }) =>
    classname.startsWith('focus-server.')
      ? shell`focus-stability run --suite ${classname} --all --iterations 1 --grep ${`/^${escapeExpression(`${classname}::${name}`)}$/`}`
      : null,
  unknown: () => null,
};

const SCRIPT_FILE = /\.[cm]?[jt]sx?$/;

/** jest-junit by default writes the full title as class and as name; by template suite and title, or the file. */
function repeatJest({ classname, name, file }: ReproTest): string | null {
  const path = file ?? (SCRIPT_FILE.test(classname) ? classname : null);
  const isFull = path === classname || name === classname || name.startsWith(`${classname} `);
  const title = (isFull ? name : `${classname} ${name}`).replaceAll(' › ', ' ').trim();
  return shell`npx jest ${filePattern(path)} -t ${`${path === classname ? '(^| )' : '^'}${escapeExpression(title)}$`}`;
}

/** Matched against `Namespace\Class::method with data set "x"`; reports write the namespace with dots. */
function repeatPhpunit({ classname, name, file }: ReproTest): string | null {
  const simpleClass = classname.split(/[./\\]/).at(-1) ?? '';
  const filter = `/\\b${escapeExpression(`${simpleClass}::${name}`).replaceAll('/', String.raw`\/`)}$/`;
  return shell`vendor/bin/phpunit --filter ${filter} ${operand(file)}`;
}

const JVM_CLASS = /^[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*)*$/u;

/** Without the parameters of one invocation; empty when the name is a display name and not a method. */
function readJvmMethod(name: string): string {
  const method = name.replace(/[([{].*$/s, '').trimEnd();
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(method) ? method : '';
}

/** nextest's filter language: a closing bracket would end the name. */
function escapeNextest(text: string): string {
  return text.replaceAll(/[\\/),]/g, String.raw`\$&`);
}
