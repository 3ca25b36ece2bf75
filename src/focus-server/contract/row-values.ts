/** A row of a frame as numbers and as the little-endian float32 bytes of the wire. */

/** `bytes` may lie anywhere in a message, so they are copied to where float32 values may start. */
export function readRowValues(bytes: Uint8Array): Float32Array {
  const whole = bytes.length - (bytes.length % Float32Array.BYTES_PER_ELEMENT);
  return new Float32Array(new Uint8Array(bytes.subarray(0, whole)).buffer);
}

/** A view, no copy; every machine that runs Node stores numbers little-endian. */
export function writeRowValues(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
