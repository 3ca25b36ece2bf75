/** Typed arrays that grow by doubling; untouched pages cost no memory, so the spare half is free. */

type Numbers =
  Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

/** `array` itself when index fits, else a larger one with the same content; then `array` must not be used any more. */
export function grow<T extends Numbers>(array: T, index: number): T {
  if (index < array.length) return array;
  const length = Math.max(1024, 2 * array.length, index + 1);
  const { buffer } = array;
  const Type = array.constructor as new (source: number | ArrayBuffer) => T;
  // Handing the memory over frees it at once; left to the collector, half of it would wait there. Node 20 cannot.
  if (typeof buffer.transfer === 'function')
    return new Type(buffer.transfer(length * array.BYTES_PER_ELEMENT));
  const larger = new Type(length);
  larger.set(array);
  return larger;
}
