/** How many tests must be lost together before it is one event and not many failures. */
const MASS_MIN_TESTS = 5;
const MASS_SHARE = 0.01;

export function isMass(tests: number, share: number): boolean {
  return tests >= MASS_MIN_TESTS && share >= MASS_SHARE;
}
