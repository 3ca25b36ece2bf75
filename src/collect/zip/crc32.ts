/** CRC-32 as ZIP and gzip use it: reflected polynomial 0xEDB88320 (ISO 3309). */
import zlib from 'node:zlib';

/** Continues `value`, the checksum of the bytes before; 0 at the start. */
export type Crc32 = (bytes: Uint8Array, value: number) => number;

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

export const crc32ByTable: Crc32 = (bytes, value) => {
  let crc = ~value;
  for (let i = 0; i < bytes.length; i += 1)
    crc = (TABLE[(crc ^ (bytes[i] as number)) & 0xff] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
};

const native: Crc32 | undefined = zlib.crc32;

/** Node's own where it has one: the first releases of Node 20 do not. */
export const crc32: Crc32 = native ?? crc32ByTable;
