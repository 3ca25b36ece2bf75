import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeSurface } from '../../../src/focus-server/contract/openapi.ts';
import { parseConfigure } from '../../../src/focus-server/contract/parse-request.ts';
import { EXAMPLE } from './requests.ts';

interface Document {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: object }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}
const describeDefault = (): Document => describeSurface({ prefix: '', profile: 'default' }) as never;
const operationsOf = ({ paths }: Document): string[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );

function openAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema({ $id: 'surface', ...describeDefault() });
  return ajv;
}

describe('describeSurface', () => {
  it('lists every operation of the contract', () => {
    expect(operationsOf(describeDefault())).toEqual([
      'get /ack',
      'get /channels',
      'get /live_metadata',
      'post /configure',
      'get /metadata/{job_id}',
      'post /recordings_in_time_range',
      'get /get_recordings_timeline',
      'delete /job/{job_id}',
      'get /sensors',
    ]);
  });

  it('has no cancel route in the legacy profile', () => {
    const legacy: Document = describeSurface({ prefix: '', profile: 'legacy' }) as never;
    expect(operationsOf(legacy)).toEqual(
      operationsOf(describeDefault()).filter((operation) => !operation.startsWith('delete')),
    );
  });

  it('tells the prefix', () => {
    const below: Document = describeSurface({ prefix: '/focus-server', profile: 'default' }) as never;
    expect([below.servers, describeDefault().servers]).toEqual([[{ url: '/focus-server' }], [{ url: '/' }]]);
  });

  it('tells the statuses of configure', () => {
    const { responses } = describeDefault().paths['/configure']?.post ?? { responses: {} };
    expect(Object.keys(responses)).toEqual(['200', '400', '404', '422', '500', '503']);
  });

  it('refers only to schemas that it has, and all of them compile', () => {
    const document = describeDefault();
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
    const names = new Set(references.map(([, name]) => name ?? ''));
    expect([...names].sort()).toEqual(Object.keys(document.components.schemas).sort());
    const ajv = openAjv();
    for (const name of names)
      expect(() => ajv.compile({ $ref: `surface#/components/schemas/${name}` })).not.toThrow();
  });

  it('accepts exactly the configure bodies that the server accepts', () => {
    const accepts = openAjv().compile({ $ref: 'surface#/components/schemas/ConfigureRequest' });
    expect(accepts(EXAMPLE)).toBe(true);
    const value = fc.oneof(
      fc.constantFrom<unknown>('10', '1.5', 10.5, '-3', '', null, true, 8_640_000_000_000, [], {}),
      fc.integer(),
    );
    const range = fc.oneof(value, fc.record({ min: value, max: value }, { requiredKeys: [] }));
    const body = fc.record(
      {
        displayTimeAxisDuration: value,
        nfftSelection: value,
        displayInfo: fc.oneof(fc.record({ height: value }), fc.constant({ height: 10 })),
        channels: fc.oneof(range, fc.constant({ min: 1, max: 5 })),
        frequencyRange: range,
        start_time: value,
        view_type: fc.constantFrom<unknown>(0, '1', 2, 3, '3', true, null),
      },
      { requiredKeys: ['displayInfo', 'channels', 'view_type'] },
    );
    let accepted = 0;
    fc.assert(
      fc.property(body, (sent) => {
        const ours = 'ok' in parseConfigure(sent);
        if (ours) accepted += 1;
        expect(accepts(sent)).toBe(ours);
      }),
      { seed: 11, numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(5);
  });
});
