/** Typed arrays that grow by doubling; untouched pages cost no memory, so the spare half is free. */

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float32Array;

/** `array` itself when index fits, else a larger copy of it. */
export function grow<T extends Numbers>(array: T, index: number): T {
  if (index < array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(
    Math.max(1024, 2 * array.length, index + 1),
  );
  larger.set(array);
  return larger;
}
