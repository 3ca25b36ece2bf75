import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { combineHooks } from '../../../../src/focus-server/reference/defects/combine-hooks.ts';
import { DEFECTS, findDefect } from '../../../../src/focus-server/reference/defects/list.ts';
import { withServer } from '../http/server.ts';

const FOLDER = new URL('../../../../src/focus-server/reference/defects/', import.meta.url);
/** What is no family. */
const OTHERS = ['combine-hooks.ts', 'list.ts'];

describe('the list of defects', () => {
  it('has the rows of every family, each name once, in order', () => {
    const families = readdirSync(FOLDER).filter((name) => !OTHERS.includes(name));
    const rows = families.flatMap((name) =>
      [...readFileSync(new URL(name, FOLDER), 'utf8').matchAll(/^ {4}name: '(.+)',$/gm)].map(
        ([, row = '']) => row,
      ),
    );
    expect(families).toHaveLength(8);
    expect(new Set(rows).size).toBe(rows.length);
    expect(DEFECTS.map(({ name }) => name)).toEqual(rows.toSorted());
    expect(rows).toHaveLength(50);
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
