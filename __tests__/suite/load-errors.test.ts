import { describe, expect, it } from 'vitest';
import { runFiles, suiteFile } from './run-files.ts';

const loadOnly = async (files: Record<string, string>): Promise<{ message: string; text: string }> => {
  const [name = ''] = Object.keys(files);
  const { outcomes, find, run } = await runFiles({ [name]: files[name] ?? '' }, { loadMs: 20_000 });
  expect(outcomes).toEqual(['(load): errored']);
  expect(find('(load)').id).toBe(`${name}::(load)`);
  expect(run.reports).toHaveLength(1);
  const [failure] = find('(load)').failures;
  return { message: failure?.message ?? '', text: failure?.text ?? '' };
};

describe('a suite that cannot be used is an errored case that says', () => {
  it('where the TypeScript is wrong', async () => {
    const { message } = await loadOnly({ 'a.ts': 'const a = 1;\nconst = 2;\n' });
    expect(message).toMatch(/^a\.ts could not be loaded: SyntaxError: .*a\.ts.*\(2:\d+\)$/);
  });

  it('where the JavaScript is wrong', async () => {
    const { message } = await loadOnly({ 'a.mjs': 'const a = 1;\nconst = 2;\n' });
    expect(message).toBe("a.mjs could not be loaded: SyntaxError: Unexpected token '=' (2:7)");
  });

  it('what is not there to import', async () => {
    const { message } = await loadOnly({ 'a.mjs': "import './gone.mjs';\n" });
    expect(message).toMatch(
      /^a\.mjs could not be loaded: Cannot find module '.*gone\.mjs' imported from .*a\.mjs; check the path/,
    );
  });

  it('that it exports none', async () => {
    const { message } = await loadOnly({ 'a.mjs': 'export default 5;\n' });
    expect(message).toBe(
      "a.mjs exports no suite, its default export is 5: write export default suite('name', ({ test }) => { ... })",
    );
  });

  it('that two tests have one name', async () => {
    const { message, text } = await loadOnly({
      'a.mjs': suiteFile("test('same', () => {});\ntest('same', () => {});"),
    });
    expect(message).toContain('two tests have the name "same": give each a name of its own');
    expect(text).toContain('a.mjs:7');
  });

  it('that an option or a row is wrong', async () => {
    const option = await loadOnly({ 'a.mjs': suiteFile("test('a', { timeoutMs: 0 }, () => {});") });
    expect(option.message).toContain('timeoutMs of "a" must be a whole number from 1 to 2147483647, not 0');
    const row = await loadOnly({ 'a.mjs': suiteFile("each([{ nfft: 1 }])('$nft', () => () => {});") });
    expect(row.message).toContain(
      'the name of a table test says $nft, but the row { nfft: 1 } has no such key',
    );
  });

  it('that loading ended its process', async () => {
    const { message, text } = await loadOnly({ 'a.mjs': "console.log('bye'); process.exit(4);\n" });
    expect(message).toBe('did not finish: loading the suite, its process ended with exit code 4');
    expect(text).toContain('bye');
  });

  it('that Node cannot be started', async () => {
    const { outcomes, find } = await runFiles(
      { 'a.mjs': suiteFile("test('a', () => {});") },
      { execPath: '/no/such/node' },
    );
    expect(outcomes).toEqual(['(load): errored']);
    expect(find('(load)').failures[0]?.message).toContain('its process could not be started: ');
  });
});
