/** The fibre the reference server pretends to listen to. */
import { WAITING_FOR_FIBER } from '../../contract/errors.ts';
import { DEFAULT_HIGHEST_CHANNEL, DEFAULT_PRR } from '../../contract/limits.ts';
import type { LiveMetadataResponse } from '../../contract/responses.ts';

/** Changed by `POST /_admin/fiber`. */
export interface FibreState {
  waiting: boolean;
}

/** Meters between two channels. */
const CHANNEL_METERS = 5;

const CONNECTED: LiveMetadataResponse = {
  dx: CHANNEL_METERS,
  prr: DEFAULT_PRR,
  fiber_start_meters: 0,
  fiber_length_meters: CHANNEL_METERS * DEFAULT_HIGHEST_CHANNEL,
  sw_version: 'reference',
  number_of_channels: DEFAULT_HIGHEST_CHANNEL,
  fiber_description: 'synthetic fibre',
  num_samples_per_trace: DEFAULT_HIGHEST_CHANNEL,
  dtype: 'float32',
};

const WAITING: LiveMetadataResponse = {
  ...CONNECTED,
  dx: 0,
  prr: 0,
  fiber_start_meters: null,
  fiber_length_meters: null,
  sw_version: WAITING_FOR_FIBER,
  fiber_description: WAITING_FOR_FIBER,
};

export function describeFibre({ waiting }: FibreState): LiveMetadataResponse {
  return waiting ? WAITING : CONNECTED;
}
