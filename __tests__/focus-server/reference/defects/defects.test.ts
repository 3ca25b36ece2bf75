import { describe, expect, it } from 'vitest';
import { DEFECTS } from '../../../../src/focus-server/reference/defects/list.ts';
import { withServer } from '../http/server.ts';
import { PROBES } from './probes.ts';

describe('each defect', () => {
  it('has a probe', () => {
    expect(Object.keys(PROBES).sort()).toEqual(DEFECTS.map(({ name }) => name).sort());
  });

  it.concurrent.each(Object.entries(PROBES))(
    '%s is seen by a client',
    async (name, { look, right, wrong, options }) => {
      await withServer({ ...options }, async (talk) => {
        expect(await look(talk)).toEqual(right);
      });
      await withServer({ ...options, defects: [name] }, async (talk) => {
        expect(await look(talk)).toEqual(wrong);
      });
    },
  );
});
