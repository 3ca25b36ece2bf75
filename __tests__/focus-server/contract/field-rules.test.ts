import { describe, expect, it } from 'vitest';
import {
  checkRules,
  PROFILES,
  rulesOf,
  type ServerProfile,
} from '../../../src/focus-server/contract/profiles.ts';
import { VALID_NFFTS } from '../../../src/focus-server/contract/limits.ts';
import { configure, FACTS } from './requests.ts';

type Changes = Readonly<Record<string, unknown>>;
const refusal = (changes: Changes, profile: ServerProfile = 'default', facts = FACTS) =>
  checkRules(configure(changes), rulesOf(profile), facts);
const SINGLE = { view_type: 1, channels: { min: 7, max: 7 } };
const WATERFALL = {
  view_type: 2,
  displayTimeAxisDuration: null,
  frequencyRange: null,
  nfftSelection: undefined,
};
const INVALID_NFFTS = [100, 127, 129, 500, 1000, 99999, 131072, 0, -1];
const LIST = VALID_NFFTS.join(', ');

describe('the default profile', () => {
  it.each<[string, Changes]>([
    ['the example', {}],
    ['as many channels as allowed', { channels: { min: 1, max: 2222 } }],
    ['the highest channel', { channels: { min: 2337, max: 2337 } }],
    ['the whole frequency range', { frequencyRange: { min: 0, max: 1000 } }],
    ['the narrowest range at the top', { frequencyRange: { min: 999, max: 1000 } }],
    ['singlechannel over several channels', { view_type: 1 }],
    ['historic', { start_time: 1, end_time: 2 }],
    ['waterfall', WATERFALL],
    ['waterfall of 1 point', { ...WATERFALL, nfftSelection: 1 }],
    ['one row', { displayInfo: { height: 1 } }],
  ])('takes %s', (_, changes) => {
    expect(refusal(changes)).toBeNull();
  });

  it.each(VALID_NFFTS)('takes %i points in every spectral view', (nfftSelection) => {
    expect(refusal({ nfftSelection, channels: { min: 11, max: 109 } })).toBeNull();
    expect(refusal({ ...SINGLE, nfftSelection })).toBeNull();
  });

  it.each(INVALID_NFFTS)('refuses %i points and says what is allowed', (nfftSelection) => {
    expect(refusal({ nfftSelection })).toEqual({
      field: 'nfftSelection',
      rule: 'nfft-power-of-2',
      text: `nfftSelection must be a power of 2: one of ${LIST} (got ${nfftSelection})`,
    });
  });

  it.each<[string, Changes, RegExp]>([
    ['displayInfo.height', { displayInfo: { height: 0 } }, /height must be positive.*got 0/],
    ['displayInfo.height', { displayInfo: { height: -5 } }, /height must be positive/],
    ['displayTimeAxisDuration', { displayTimeAxisDuration: 0 }, /must be positive/],
    ['displayTimeAxisDuration', { displayTimeAxisDuration: 1e9 }, /FFT of \d+ points: the limit is 1048576/],
    ['channels.min', { channels: { min: 0, max: 5 } }, /at least 1 \(got 0\)/],
    ['channels.max', { channels: { min: 9, max: 5 } }, /at least channels\.min, 9 \(got 5\)/],
    ['channels.max', { channels: { min: 1, max: 2223 } }, /at most 2222 channels.*got 2223/],
    ['channels.max', { channels: { min: 2000, max: 2338 } }, /at most 2337/],
    ['frequencyRange.min', { frequencyRange: { min: -1, max: 5 } }, /limit.*0 to 1000 Hz/],
    ['frequencyRange.max', { frequencyRange: { min: 0, max: 1001 } }, /limit.*0 to 1000 Hz.*got 1001/],
    ['frequencyRange.max', { frequencyRange: { min: 5, max: 5 } }, /limit.*6 Hz and more/],
    ['frequencyRange.max', { frequencyRange: { min: 500, max: 1 } }, /limit/],
    ['start_time', { start_time: 5 }, /both.*both.*only start_time/],
    ['start_time', { end_time: 5 }, /both.*both.*only end_time/],
    ['end_time', { start_time: 5, end_time: 5 }, /after start_time, 5/],
    ['end_time', { start_time: 6, end_time: 5 }, /after start_time/],
    ['displayTimeAxisDuration', { ...WATERFALL, displayTimeAxisDuration: 10 }, /absent on waterfall/],
    ['frequencyRange', { ...WATERFALL, frequencyRange: { min: 0, max: 5 } }, /absent on waterfall/],
    ['nfftSelection', { ...WATERFALL, nfftSelection: 1024 }, /absent or 1 on waterfall/],
  ])('refuses %s of %j', (field, changes, text) => {
    const refused = refusal(changes);
    expect(refused?.field).toBe(field);
    expect(refused?.text).toMatch(text);
    expect(refused?.text).toContain(field);
  });

  it('holds Nyquist where the pulse repetition rate is low', () => {
    const slow = { ...FACTS, prr: 800 };
    expect(refusal({ frequencyRange: { min: 0, max: 400 } }, 'default', slow)).toBeNull();
    const refused = refusal({ frequencyRange: { min: 0, max: 401 } }, 'default', slow);
    expect(refused?.text).toMatch(/^frequencyRange\.max .*nyquist limit.*0 to 400 Hz \(got 401\)/);
  });
});

describe('the other profiles', () => {
  it('strict-view-limits knows a maximum on multichannel', () => {
    expect(refusal({ nfftSelection: 2048 }, 'strict-view-limits')).toBeNull();
    expect(refusal({ nfftSelection: 4096 }, 'strict-view-limits')?.text).toMatch(
      /nfftSelection.*2048.*maximum/,
    );
    expect(refusal({ ...SINGLE, nfftSelection: 65536 }, 'strict-view-limits')).toBeNull();
  });

  it('strict-view-limits takes one channel on singlechannel', () => {
    expect(refusal(SINGLE, 'strict-view-limits')).toBeNull();
    expect(refusal({ view_type: 1 }, 'strict-view-limits')?.rule).toBe('singlechannel-only');
  });

  it('legacy takes any number of points above 0', () => {
    for (const nfftSelection of INVALID_NFFTS)
      expect(refusal({ nfftSelection }, 'legacy')?.rule ?? null).toBe(
        nfftSelection > 0 ? null : 'nfft-positive',
      );
    expect(refusal({ nfftSelection: 2 ** 40 }, 'legacy')?.rule).toBe('computed-fft-limit');
  });

  it.each(PROFILES)('%s has names that are unique', (profile) => {
    const names = rulesOf(profile).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
