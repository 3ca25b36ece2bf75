import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { combineHooks } from '../../../src/focus-server/reference/defects/combine-hooks.ts';
import { DEFECTS, findDefect } from '../../../src/focus-server/reference/defects/list.ts';
import { withServer } from '../http/server.ts';

const FOLDER = new URL('../../../src/focus-server/reference/defects/', import.meta.url);
/** What is no defect. */
const OTHERS = ['change-channels', 'change-rule', 'combine-hooks', 'is-configured', 'list'];

describe('the list of defects', () => {
  it('names every file, and every file is one defect', () => {
    const files = readdirSync(FOLDER).map((name) => name.replace(/\.ts$/, ''));
    expect(files.filter((name) => !OTHERS.includes(name)).sort()).toEqual(
      DEFECTS.map(({ name }) => name).sort(),
    );
    expect(DEFECTS.length).toBeGreaterThanOrEqual(22);
  });

  it('says what each is', () => {
    expect(new Set(DEFECTS.map(({ title }) => title)).size).toBe(DEFECTS.length);
    for (const { name, title, hooks } of DEFECTS) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(title).toMatch(/^\S.*[^.]$/);
      expect(Object.keys(hooks)).not.toEqual([]);
      expect(findDefect(name)?.title).toBe(title);
    }
  });

  it('refuses a name that it does not have', async () => {
    const started = withServer({ defects: ['no-such'] }, () => Promise.resolve());
    await expect(started).rejects.toThrow('there is no defect "no-such"; there are: accepts-nfft-1000,');
  });

  it('combines defects', () =>
    withServer(
      { defects: ['view-type-as-string', 'off-by-one-channels', 'accepts-nfft-1000'] },
      async ({ configure }) => {
        const { status, body } = await configure({ nfftSelection: 1000 });
        expect(status).toBe(200);
        expect(body).toMatchObject({ view_type: '0', channel_amount: 49 });
      },
    ));

  it('changes nothing without defects', () => {
    const hooks = combineHooks([]);
    expect(Object.values(hooks)).toEqual([]);
  });
});
