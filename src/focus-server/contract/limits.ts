/** The figures of the contract that requests are checked against. */

/** Points of an FFT a client may select. */
export const VALID_NFFTS: readonly number[] = [128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536];
export const DEFAULT_NFFT = 1024;
/** Points of an FFT that the escalation rule may come to; more would not fit into a message. */
export const MAX_COMPUTED_NFFT = 1_048_576;
/** The most a server of profile `strict-view-limits` takes on multichannel. */
export const MAX_MULTICHANNEL_NFFT = 2048;

/** Channels of one job. */
export const MAX_CHANNELS = 2222;
export const LOWEST_CHANNEL = 1;
/** Of the fibre of the reference server; a real one tells its own at `GET /channels`. */
export const DEFAULT_HIGHEST_CHANNEL = 2337;

export const MAX_FREQUENCY_HZ = 1000;
export const MIN_FREQUENCY_WIDTH_HZ = 1;

/** Seconds on the time axis where a request leaves it out. */
export const DEFAULT_DISPLAY_DURATION = 10;
/** Streams a multichannel job is divided into, if it has the channels. */
export const MAX_STREAMS = 3;

/** Jobs at the same time. The real server leaves it to its client. */
export const MAX_WINDOWS = 30;
/** The stream port of a job is this plus its window. */
export const BASE_STREAM_PORT = 12_300;
/** Milliseconds within which whatever needs MongoDB is refused when MongoDB is unreachable. */
export const CATALOGUE_REFUSAL_MS = 5000;
/** Samples per second of one channel of the reference server's fibre. */
export const DEFAULT_PRR = 2000;
