import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSignature, describeFailure } from '../../src/diagnose/signature.ts';

interface Parts {
  readonly type?: string;
  readonly message?: string;
  readonly text?: string;
}

const sign = ({ type = '', message = '', text = '' }: Parts) => buildSignature({ type, message, text });

const lines = (...all: string[]) => all.join('\n');

describe('what is compared, by producer', () => {
  const cases: readonly [string, Parts, string][] = [
    [
      'pytest, long: the place is at the end, the function in the excerpt',
      {
        message: "KeyError: 'job_id'",
        text: lines(
          'client = <FocusClient base_url=1>',
          '',
          '    def test_starts(client):',
          ">       assert client.start()['job_id']",
          "E       KeyError: 'job_id'",
          '',
          'tests/api/test_jobs.py:81: KeyError',
        ),
      },
      "KeyError: 'job_id' @ api/test_jobs.py test_starts",
    ],
    [
      'pytest, long: the innermost of several frames',
      {
        message: 'TimeoutError: gone',
        text: lines(
          '    def test_starts(client):',
          '>       client.start()',
          '',
          'tests/api/test_jobs.py:81: ',
          '_ _ _ _ _ _ _ _ _ _',
          '',
          '    async def start(self):',
          '        def inner(): pass',
          '>       raise TimeoutError("gone")',
          'E       TimeoutError: gone',
          '',
          'focus/client.py:30: TimeoutError',
        ),
      },
      'TimeoutError: gone @ focus/client.py start',
    ],
    [
      'pytest, short',
      {
        message: 'TimeoutError: gone',
        text: lines(
          'tests/api/test_jobs.py:81: in test_starts',
          '    client.start()',
          'focus/client.py:30: in start',
          '    raise TimeoutError("see tests/x.py:9: no frame")',
          'E   TimeoutError: gone',
        ),
      },
      'TimeoutError: gone @ focus/client.py start',
    ],
    [
      'pytest, native: no message attribute is needed',
      {
        text: lines(
          'Traceback (most recent call last):',
          '  File "/usr/lib/python3.11/unittest/case.py", line 57, in testPartExecutor',
          '    yield',
          '  File "/work/tests/test_jobs.py", line 5, in test_starts',
          '    self.assertEqual(1, 2)',
          'AssertionError: 1 != 2',
        ),
      },
      'AssertionError: # != # @ tests/test_jobs.py test_starts',
    ],
    [
      'pytest, collection: the lines marked with E',
      {
        message: 'collection failure',
        text: lines(
          "ImportError while importing test module '/work/pkg/test_broken.py'.",
          'pkg/test_broken.py:1: in <module>',
          '    import nope',
          "E   ModuleNotFoundError: No module named 'nope'",
        ),
      },
      "ModuleNotFoundError: No module named 'nope' @ pkg/test_broken.py <module>",
    ],
    [
      'Java: framework frames are passed over',
      {
        type: 'java.lang.AssertionError',
        message: 'expected [12] but found [13]',
        text: lines(
          'java.lang.AssertionError: expected [12] but found [13]',
          '\tat org.testng.Assert.fail(Assert.java:99)',
          '\tat java.base/java.util.Optional.get(Optional.java:1)',
          '\tat com.prisma.JobsTest.lambda$starts$0(JobsTest.java:29)',
          '\tat com.prisma.Other.run(Other.java:3)',
        ),
      },
      'java.lang.AssertionError: expected [#] but found [#] @ com.prisma.JobsTest.lambda$starts$',
    ],
    [
      'JavaScript: node_modules and node: are passed over',
      {
        text: lines(
          'Error: socket hang up',
          '    at connResetException (node:internal/errors:720:14)',
          '    at Object.<anonymous> (/w/node_modules/jest/x.js:1:2)',
          '    at new Promise (<anonymous>)',
          '    at async startJob (file:///w/src/client.ts:12:5)',
        ),
      },
      'Error: socket hang up @ src/client.ts startJob',
    ],
    [
      'JavaScript: the line stands for a function without a name',
      { text: 'Error: no\n    at Context.<anonymous> (/w/test/a.spec.js:43:15)' },
      'Error: no @ test/a.spec.js:43',
    ],
    [
      'vitest',
      { message: 'no', type: 'TypeError', text: 'TypeError: no\n ❯ test/a.test.ts:5:15' },
      'TypeError: no @ test/a.test.ts:5',
    ],
    ['vitest with a name', { message: 'no', text: 'no\n ❯ start src/a.ts:5:15' }, 'no @ src/a.ts start'],
    [
      'Go',
      { message: 'Failed', text: '=== RUN   TestA\n    job_test.go:12: got 3 jobs\n--- FAIL: TestA (0.01s)' },
      'job_test.go:#: got # jobs @ job_test.go:12',
    ],
    [
      'Rust: not the name of the thread, which is that of the test',
      {
        type: 'test failure',
        text: "thread 'a::b' panicked at tests/basic.rs:19:5:\nassertion failed: jobs.is_empty()",
      },
      'assertion failed: jobs.is_empty() @ tests/basic.rs:19',
    ],
    [
      '.NET',
      {
        message: 'System.Exception : gone',
        text: lines(
          '   at System.Net.Http.Client.Send(Request r)',
          '   at Prisma.JobTests.Starts(Boolean fast) in C:\\w\\JobTests.cs:line 29',
        ),
      },
      'System.Exception : gone @ Prisma.JobTests.Starts',
    ],
    [
      'PHPUnit: not its first line, which is the id of the test',
      {
        type: 'PHPUnit\\Framework\\ExpectationFailedException',
        text: 'Tests\\JobTest::testBar with data set #0 (1, 2)\nFailed asserting that 2 is true.\n\n/w/tests/JobTest.php:7',
      },
      'PHPUnit\\Framework\\ExpectationFailedException: Failed asserting that # is true. @ tests/JobTest.php:7',
    ],
    [
      'RSpec',
      {
        type: 'RuntimeError',
        message: 'gone',
        text: "Failure/Error: start\n\ngone\n./lib/job.rb:5:in `start'\n./spec/job_spec.rb:9:in `block (2 levels) in <top (required)>'",
      },
      'RuntimeError: gone @ lib/job.rb start',
    ],
  ];
  it.each(cases)('%s', (_, failure, expected) => {
    expect(sign(failure)).toBe(expected);
  });

  it('says nothing where the failure says nothing', () => {
    for (const message of ['', 'Failed', ' failure ', 'Test failed.', 'error'])
      expect(sign({ message })).toBe('');
    expect(sign({ type: 'failure', text: '=== RUN   TestA\n--- FAIL: TestA (3.32s)' })).toBe('');
  });

  it('takes prose that begins with "at" for what it is', () => {
    for (const message of [
      'at 10:15 all was well',
      'at least two (of five) jobs',
      'at startup (phase two)',
      'at host.example:80',
    ])
      expect(sign({ message })).not.toContain(' @ ');
  });

  it('keeps a type that stands alone', () => {
    expect(sign({ type: 'java.lang.NullPointerException' })).toBe('java.lang.NullPointerException');
  });
});

describe('one fault in two runs', () => {
  const pairs: readonly [string, string, string][] = [
    ['addresses', '<Job object at 0x7f55eb93f810> failed', '<Job object at 0x7f00aa> failed'],
    [
      'UUIDs',
      'job 6fa459ea-ee8a-3ca4-894e-db77e160355e lost',
      'job 00000000-0000-4000-8000-00000000000a lost',
    ],
    ['hexadecimal ids', 'id = "19ec1aec" lost', 'id = "12345678" lost'],
    ['hexadecimal ids without digits', 'id = "19ec1aec" lost', 'id = "defaceda" lost'],
    ['generated names', 'pod focus-6d8f9c7b5-x2x4k gone', 'pod focus-5c9d8b6a4-9k3zt gone'],
    ['identity hashes', 'Job@1a2b3c is closed', 'Job@ffe01 is closed'],
    ['timestamps', 'at 2026-03-05T02:15:00.123456+00:00 late', 'at 2025-12-31T23:59:59.000001+02:00 late'],
    ['times with a blank', 'at 2026-03-05 02:15:00,123 late', 'at 2025-12-31 23:59:59,001 late'],
    ['durations', 'took 999ms', 'took 1.2s'],
    ['longer durations', 'took 45s', 'took 1m30s'],
    ['microseconds', 'took 7µs', 'took 12ms'],
    ['ports', 'connect ECONNREFUSED 127.0.0.1:8443', 'connect ECONNREFUSED 127.0.0.1:51234'],
    ['hosts with a number', 'runner-5.local:80 refused', 'runner-12.local:8443 refused'],
    ['signs and exponents', 'off by -1', 'off by 1e-05'],
    ['exponents without a sign', 'off by 0.5', 'off by 2e5'],
    ['short addresses', 'at 0x7', 'at 0x7f55eb'],
    ['numbers in words', 'job7 is late', 'job12345 is late'],
    ['lists of any length', 'assert [1, 2, 3] == []', 'assert [4] == []'],
    ['temporary files', "no file '/tmp/pytest-of-root/pytest-1/x0/a.json'", "no file '/tmp/tmpabcdef/b'"],
    [
      'temporary files on Windows',
      'no file C:\\Users\\me\\AppData\\Local\\Temp\\ab\\x',
      'no file D:\\Temp\\tmpxyz',
    ],
    [
      'checkouts',
      'no file /home/runner/work/repo/repo/data/a.json',
      'no file D:\\a\\repo\\repo\\data\\a.json',
    ],
    ['kinds of slash', 'cannot read data\\in\\a.json', 'cannot read data/in/a.json'],
    ['long data', `got '{"job": "${'x'.repeat(60)}"}'`, `got '{"other": ["${'y y'.repeat(90)}"]}'`],
    ['long tokens', `token "${'abcdefghij'.repeat(6)}" refused`, `token "${'zyxwvutsrq'.repeat(9)}" refused`],
    ['colours', '\u001b[31mexpected\u001b[39m true', 'expected true'],
    ['colours that lost their escape', '[31m[1mexpected[22m true', '#x1B[31mexpected true'],
    ['line ends and indents', 'expected true\r\n\t\tgot false', 'expected true\n  got false'],
    [
      'the path asked for when nobody listens',
      "HTTPConnectionPool(host='focus', port=8443): Max retries exceeded with url: /configure (Caused by X('refused'))",
      "HTTPConnectionPool(host='focus', port=9000): Max retries exceeded with url: /jobs/17?a=b (Caused by X('refused'))",
    ],
    [
      'the test that a worker died under',
      "worker 'gw1' crashed while running 'tests/test_a.py::test_x[1]'",
      "worker 'gw12' crashed while running 'tests/test_b.py::test_y'",
    ],
    ['the phase', 'ConnectionError: refused', 'failed on setup with "ConnectionError: refused"'],
    ['the phase of a message that was cut', 'refused by …', 'failed on teardown with "refused by …'],
  ];
  it.each(pairs)('%s', (_, first, second) => {
    expect(sign({ message: first })).toBe(sign({ message: second }));
    expect(sign({ message: first })).not.toBe('');
  });

  it('does not depend on line numbers, machine or system of a named frame', () => {
    const posix = sign({ message: 'no', text: '/home/r/work/repo/tests/test_a.py:12: in test_x\nE  no' });
    const windows = sign({ message: 'no', text: 'D:\\a\\repo\\tests\\test_a.py:345: in test_x\r\nE  no' });
    expect(posix).toBe('no @ tests/test_a.py test_x');
    expect(windows).toBe(posix);
  });

  it('does not depend on the kind of element', () => {
    const failure = { type: 'E', message: 'gone', text: '' };
    expect(buildSignature({ ...failure, kind: 'failure' } as typeof failure)).toBe(buildSignature(failure));
  });

  const digits = fc.stringMatching(/^[1-9][0-9]{0,4}$/);
  const template = fc.constantFrom(
    (n: string, id: string, p: string) => `Timeout after ${n} s on port ${p} for job ${id}`,
    (n: string, id: string, p: string) => `assert ${n} == ${p}\n +  where ${n} = len(<Job ${id}>)`,
    (n: string, id: string, p: string) =>
      `[${n}] http://localhost:${p}/jobs/${id}/frames?n=${n}&x=y${n}z failed`,
    (n: string, id: string, p: string) => `${id}: expected -${n}.${p} but got ${n},${p} at T${n}:${p}`,
  );
  const id = fc.oneof(
    fc.tuple(fc.uuid(), fc.uuid()),
    fc.tuple(fc.stringMatching(/^[0-9a-f]{8,16}$/), fc.stringMatching(/^[0-9a-f]{8,16}$/)),
    fc.tuple(fc.stringMatching(/^0x[0-9a-f]{4,12}$/), fc.stringMatching(/^0x[0-9a-f]{4,12}$/)),
  );
  it('is the same with other numbers, ids and ports', () => {
    fc.assert(
      fc.property(
        template,
        id,
        fc.tuple(digits, digits, digits, digits),
        (write, [idA, idB], [a, b, c, d]) => {
          expect(sign({ message: write(a, idA, b) })).toBe(sign({ message: write(c, idB, d) }));
        },
      ),
      { seed: 20260301, numRuns: 500 },
    );
  });
});

describe('two faults', () => {
  const pairs: readonly [string, Parts, Parts][] = [
    ['another exception', { message: 'KeyError: x' }, { message: 'ValueError: x' }],
    ['another type', { type: 'a.A', message: 'x' }, { type: 'a.B', message: 'x' }],
    ['another word', { message: 'queue is full' }, { message: 'queue is empty' }],
    [
      'another reason in quotes',
      { message: `E("${'could not connect to it, '.repeat(3)}refused")` },
      { message: `E("${'could not connect to it, '.repeat(3)}no route")` },
    ],
    ['another HTTP status', { message: 'HTTP 503' }, { message: 'HTTP 404' }],
    [
      'another status of a response',
      { message: 'assert 503 == 200\n +  where 503 = <Response [503]>.status_code' },
      { message: 'assert 404 == 200\n +  where 404 = <Response [404]>.status_code' },
    ],
    ['another status code', { message: 'status_code: 502' }, { message: 'status_code: 504' }],
    [
      'another status with a phrase',
      { message: '429 Client Error: Too Many' },
      { message: '400 Client Error: Too Many' },
    ],
    ['another exit code', { message: 'exited with code 137' }, { message: 'exited with code 1' }],
    ['another second line', { message: 'differs\nleft: a' }, { message: 'differs\nleft: b' }],
    [
      'another function',
      { message: 'no', text: 'a/t.py:1: in test_a' },
      { message: 'no', text: 'a/t.py:1: in test_b' },
    ],
    [
      'another file',
      { message: 'no', text: 'a/t.py:1: in test_a' },
      { message: 'no', text: 'b/t.py:1: in test_a' },
    ],
    [
      'another nameless function',
      { message: 'no', text: ' ❯ a.ts:1:2' },
      { message: 'no', text: ' ❯ a.ts:9:2' },
    ],
  ];
  it.each(pairs)('%s', (_, first, second) => {
    expect(sign(first)).not.toBe(sign(second));
  });

  it('keeps no number that only looks like a status', () => {
    expect(sign({ message: 'got 404 frames, status 200' })).toBe('got # frames, status 200');
    expect(sign({ message: 'status 999' })).toBe('status #');
  });
});

describe('bounds', () => {
  it('names no function when the start of its frame was left out', () => {
    const body = '    x = 1\n'.repeat(1000);
    const text = `    def test_a():\n${body}E  no\n\na/t.py:9: E`;
    expect(sign({ message: 'no', text })).toBe('no @ a/t.py');
    expect(
      sign({ message: 'no', text: text.slice(0, 200) + '\n… (9000 bytes left out) …\n' + text.slice(-200) }),
    ).toBe('no @ a/t.py');
  });

  it('looks at both ends of a long trace', () => {
    const filler = 'x = 1\n'.repeat(5000);
    expect(sign({ message: 'no', text: `${filler}a/t.py:9: in f\nE  no` })).toBe('no @ a/t.py f');
    expect(sign({ message: 'no', text: `no\n at f (/w/a/t.js:9:1)\n${filler}` })).toBe('no @ a/t.js f');
  });

  it('keeps the end of a long frame and the start of a long message', () => {
    const signature = sign({
      message: 'word '.repeat(200),
      text: `at ${'pkg.'.repeat(100)}Class.method(Class.java:1)`,
    });
    expect(signature).toHaveLength(300);
    expect(signature).toMatch(/^word word/);
    expect(signature).toMatch(/ @ \S+pkg\.Class\.method$/);
  });

  const units = [
    'a',
    '((((',
    '0x',
    ' ',
    "' ",
    '" ',
    '.py:1:',
    '\nat ',
    '\n at (',
    '/tmp/',
    'C:/',
    '\n',
    '\nE  ',
    '\n_ _ _',
    '1',
    '# ',
    '[1',
    '12345678-',
    ':1',
    'a.',
    '\\',
    '\ndef ',
    'e1',
    'thread panicked at ',
    'status 404 ',
    'with url: ',
    '  File "',
    'a1-',
    '😀',
    '\ud800',
    '\u202e',
    '__proto__',
    '<script>',
    '\u0000',
    '$',
    'A::',
    '1,',
    'x.go:1 ',
  ];
  it('one short line in linear time, whatever the input', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...units), { minLength: 1, maxLength: 3 }), (parts) => {
        const hostile = parts.join('').repeat(Math.ceil(1_000_000 / parts.join('').length));
        const signature = sign({ type: hostile, message: hostile, text: hostile });
        expect(signature.length).toBeLessThanOrEqual(300);
        expect(signature).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('halves no surrogate pair', () => {
    fc.assert(
      fc.property(fc.nat(3), (shift) => {
        const signature = sign({ message: 'x'.repeat(shift) + '😀'.repeat(400) });
        expect(signature.isWellFormed()).toBe(true);
      }),
      { seed: 1, numRuns: 8 },
    );
  });
});

describe('the example for people', () => {
  it('is the real text in one line', () => {
    expect(describeFailure({ type: '', message: 'Timeout after 30 s\r\n\tjob 17', text: '' })).toBe(
      'Timeout after 30 s job 17',
    );
    expect(describeFailure({ type: 'E', message: '', text: '' })).toBe('E');
    expect(describeFailure({ type: '', message: '\u001b[31mred\u001b[0m', text: '' })).toBe('red');
  });

  it('is at most 200 characters long and says that it was cut', () => {
    const example = describeFailure({ type: '', message: 'word '.repeat(100), text: '' });
    expect(example).toHaveLength(200);
    expect(example.endsWith('…')).toBe(true);
  });
});
