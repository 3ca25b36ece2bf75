import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeEnvironment } from '../../src/runner/command/environment.ts';
import { planWindowsLaunch, type ProgramSearch } from '../../src/runner/command/windows.ts';

const FILES = new Set(
  [
    'C:\\node\\node.exe',
    'C:\\node\\npx',
    'C:\\node\\npx.cmd',
    'C:\\work\\gradlew.bat',
    'C:\\work\\node_modules\\.bin\\vitest.cmd',
  ].map((path) => path.toLowerCase()),
);
const search: ProgramSearch = {
  environment: { Path: 'C:\\other;C:\\node', PathExt: '.COM;.EXE;.BAT;.CMD', ComSpec: 'C:\\cmd.exe' },
  cwd: 'C:\\work',
  exists: (path) => FILES.has(path.toLowerCase()),
};

/** What cmd.exe makes of a line in which no quote opens a quoted part: one caret away. */
function readByCmd(line: string): { text: string; active: string } {
  const active = [...line.replaceAll(/\^[\s\S]/g, '')].filter((letter) => '&|<>"%!()'.includes(letter));
  return { text: line.replaceAll(/\^([\s\S])/g, '$1'), active: active.join('') };
}

/** CommandLineToArgvW for one quoted word. */
function readArgument(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replaceAll(/(\\*)"/g, (_, slashes: string) => `${slashes.slice(0, slashes.length >> 1)}"`)
    .replace(/(\\+)$/, (slashes) => slashes.slice(0, slashes.length >> 1));
}

describe('a command on Windows', () => {
  it('starts programs directly, by PATH and PATHEXT', () => {
    expect(planWindowsLaunch(['node', 'a b'], search)).toEqual({
      file: 'C:\\node\\node.exe',
      args: ['a b'],
      verbatim: false,
    });
  });

  it('finds the batch file beside the POSIX script', () => {
    expect(planWindowsLaunch(['npx', 'vitest'], search)).toEqual({
      file: 'C:\\cmd.exe',
      args: ['/d', '/s', '/c', '"C:\\node\\npx.cmd ^"vitest^""'],
      verbatim: true,
    });
  });

  it('does not take a bare name from the working directory, but a path', () => {
    expect(planWindowsLaunch(['gradlew', 'test'], search).file).toBe('gradlew');
    expect(planWindowsLaunch(['.\\gradlew', 'test'], search).args.at(-1)).toContain('gradlew.bat');
  });

  it('lets no argument of a batch file mean anything to cmd.exe', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a "&|<>^%!()\\\t;,$*') }), (word) => {
        const [line = ''] = planWindowsLaunch(['npx', word], search).args.slice(-1);
        const { text, active } = readByCmd(line.slice('"C:\\node\\npx.cmd '.length, -1));
        expect(active).toBe('');
        expect(readArgument(text)).toBe(word);
      }),
      { seed: 6_001, numRuns: 500 },
    );
  });

  it('escapes twice what npm hands on to cmd.exe a second time', () => {
    const [line = ''] = planWindowsLaunch(['.\\node_modules\\.bin\\vitest', 'a&b'], search).args.slice(-1);
    expect(line).toContain('^^^"a^^^&b^^^"');
  });

  it('refuses a line end, which cannot be escaped', () => {
    expect(() => planWindowsLaunch(['npx', 'a\nb'], search)).toThrow('line end');
  });

  it('has one variable by one name', () => {
    expect(mergeEnvironment({ Temp: 'a', x: undefined, Y: '1' }, { TEMP: 'b' }, 'win32')).toEqual({
      Y: '1',
      TEMP: 'b',
    });
  });
});
