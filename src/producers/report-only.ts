/**
 * Tools that are known by their reports alone: how these are recognised, and how one test is run again. One that we
 * learn to run gets a file of its own.
 */
import { escapeExpression } from '../kit/expression.ts';
import type { Producer } from './producer.ts';
import { operand, shell } from './shell.ts';

export const focusStability: Producer<'focus-stability'> = {
  name: 'focus-stability',
  recognition: { certainty: 'name', mark: /<testsuites\b[^>]*\bname="focus-stability suites"/ },
  // Only bundled suites are known by the name that their tests carry.
  repeat: ({ classname, name }) =>
    classname.startsWith('focus-server.')
      ? shell`focus-stability run --suite ${classname} --all --iterations 1 --grep ${`/^${escapeExpression(`${classname}::${name}`)}$/`}`
      : null,
};

export const mocha: Producer<'mocha'> = {
  name: 'mocha',
  recognition: {
    certainty: 'name',
    mark: /<testsuites\b[^>]*\bname="Mocha Tests"|<testsuite\b[^>]*\bname="Root Suite"/,
  },
  repeat: ({ classname, name, file }) => {
    // mocha-junit-reporter: the name is the full title and ends with the class; xunit: they follow each other.
    const isFull = classname === '' || name === classname || name.endsWith(` ${classname}`);
    const title = isFull ? name : `${classname} ${name}`;
    return shell`npx mocha ${operand(file)} --grep ${`^${escapeExpression(title)}$`}`;
  },
};

export const nodeTest: Producer<'node-test'> = {
  name: 'node-test',
  recognition: { certainty: 'habit', mark: /<testcase\b[^>]*\bclassname="test"/ },
  repeat: ({ name, file }) =>
    shell`node --test --test-name-pattern=${`^${escapeExpression(name)}$`} ${operand(file)}`,
};

export const googletest: Producer<'googletest'> = {
  name: 'googletest',
  recognition: {
    certainty: 'word',
    mark: /<testsuites\b[^>]*\bname="AllTests"|<testcase\b[^>]*\bstatus="(?:run|notrun)"[^>]*\bresult="/,
  },
  // The report does not name the executable. `?` is any one character, also one that would mean something.
  repeat: ({ classname, name }) =>
    shell`"$TEST_BINARY" --gtest_filter=${`${classname}.${name}`.replaceAll(/[*:-]/g, '?')}`,
};

export const ctest: Producer<'ctest'> = {
  name: 'ctest',
  recognition: { certainty: 'habit', mark: /<testcase\b[^>]*\bstatus="(?:run|fail|notrun|disabled)"/ },
  repeat: ({ name }) => shell`ctest --output-on-failure -R ${`^${escapeExpression(name)}$`}`,
};

export const bats: Producer<'bats'> = {
  name: 'bats',
  recognition: { certainty: 'habit', mark: /<testsuite\b[^>]*\bname="[^"]*\.bats"/ },
  marksAttempts: true,
  repeat: ({ classname, name, file }) => {
    // Matched against the title as it stands in the source, where these four may carry a backslash.
    const title = [...name].map((letter) => ('"$`\\'.includes(letter) ? '.{1,2}' : escapeExpression(letter)));
    return shell`bats -f ${`^${title.join('')}$`} ${operand(file ?? classname)}`;
  },
};

export const rspec: Producer<'rspec'> = {
  name: 'rspec',
  recognition: { certainty: 'word', mark: /<testsuite\b[^>]*\bname="rspec/ },
  repeat: ({ classname, name, file }) =>
    shell`rspec ${operand(file ?? (classname && `./${classname.replaceAll('.', '/')}.rb`))} -e ${name}`,
};

export const phpunit: Producer<'phpunit'> = {
  name: 'phpunit',
  recognition: { certainty: 'habit', mark: /<test(?:suite|case)\b[^>]*\bassertions="\d+"/ },
  // Matched against `Namespace\Class::method with data set "x"`; reports write the namespace with dots.
  repeat: ({ classname, name, file }) => {
    const simpleClass = classname.split(/[./\\]/).at(-1) ?? '';
    const filter = `/\\b${escapeExpression(`${simpleClass}::${name}`).replaceAll('/', String.raw`\/`)}$/`;
    return shell`vendor/bin/phpunit --filter ${filter} ${operand(file)}`;
  },
};
