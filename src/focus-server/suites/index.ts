/**
 * Every suite that comes with the program. A new one is a folder, a line here and one in `BUNDLED`.
 *
 * They come in one piece, with the stream that they measure: what is large they share, so that one alone is loaded hardly
 * faster than all.
 */
export { default as config } from './config/index.ts';
export { default as historic } from './historic/index.ts';
export { default as live } from './live/index.ts';
export { default as load } from './load/index.ts';
export { default as nfft } from './nfft/index.ts';
export { default as parallel } from './parallel/index.ts';
export { default as partition } from './partition/index.ts';
export { default as performance } from './performance/index.ts';
export { default as refusals } from './refusals/index.ts';
export { default as smoke } from './smoke/index.ts';
export { openStream } from '../client/stream-client.ts';
