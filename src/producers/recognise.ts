/** Which tool wrote a report, judged from its first tags. Needed for the command that repeats a test, and for habits. */
import type { Producer } from '../model/case-sink.ts';

/** Tried in order on the first tags of the file, joined by newlines. */
const MARKS: readonly (readonly [Producer, RegExp])[] = [
  ['focus-stability', /<testsuites\b[^>]*\bname="focus-stability suites"/],
  ['pytest', /<testsuite\b[^>]*\bname="pytest|<testsuites\b[^>]*\bname="pytest tests"/],
  ['vitest', /<testsuites\b[^>]*\bname="vitest tests"/],
  ['jest', /<testsuites\b[^>]*\bname="jest tests"/],
  ['mocha', /<testsuites\b[^>]*\bname="Mocha Tests"|<testsuite\b[^>]*\bname="Root Suite"/],
  ['nextest', /<testsuites\b[^>]*\bname="nextest-run"/],
  [
    'googletest',
    /<testsuites\b[^>]*\bname="AllTests"|<testcase\b[^>]*\bstatus="(?:run|notrun)"[^>]*\bresult="/,
  ],
  ['rspec', /<testsuite\b[^>]*\bname="rspec/],
  ['go', /<property\b[^>]*\bname="go\.version"/],
  ['bats', /<testsuite\b[^>]*\bname="[^"]*\.bats"/],
  ['phpunit', /<test(?:suite|case)\b[^>]*\bassertions="\d+"/],
  ['ctest', /<testcase\b[^>]*\bstatus="(?:run|fail|notrun|disabled)"/],
  ['node-test', /<testcase\b[^>]*\bclassname="test"/],
  ['playwright', /<testsuites\b[^>]*\bid="[^"]*"[^>]*\bname="[^"]*"[^>]*\btests="/],
  ['gradle', /<testsuite\b[^>]*\btimestamp="[^"]*"[^>]*\bhostname="[^"]*"[^>]*\btime="/],
  ['maven', /surefire|<property\b[^>]*\bname="(?:java\.|sun\.|surefire)|<testsuite\b[^>]*\bflakes="/],
];

export function detectProducer(tags: readonly string[]): Producer {
  const text = tags.join('\n');
  for (const [producer, mark] of MARKS) if (mark.test(text)) return producer;
  return 'unknown';
}

/** Producers that write an empty, undeclared case for every attempt before the last. */
export function marksAttempts(producer: Producer): boolean {
  return producer === 'pytest' || producer === 'bats';
}
