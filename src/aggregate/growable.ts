/** Typed arrays that grow by doubling; untouched pages cost no memory, so the spare half is free. */

type Numbers =
  Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

/** `array` itself when index fits, else a larger one with the same content; then `array` must not be used any more. */
export function grow<T extends Numbers>(array: T, index: number): T {
  return index < array.length ? array : resize(array, Math.max(1024, 2 * array.length, index + 1));
}

/** An empty array in place of this one, which must not be used any more. */
export function release<T extends Numbers>(array: T): T {
  return resize(array, 0);
}

function resize<T extends Numbers>(array: T, length: number): T {
  const Type = array.constructor as new (length: number) => T;
  const other = new Type(length);
  other.set(array.subarray(0, length));
  // Taking the memory over and dropping it frees it at once; left to the collector, it would wait there. Node 20 cannot.
  const buffer: ArrayBuffer & { transfer?: (length: number) => ArrayBuffer } = array.buffer;
  buffer.transfer?.(0);
  return other;
}
