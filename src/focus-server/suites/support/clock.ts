/** The time of a test, for what waits outside of it. */
import type { Clock } from '../../../model/clock.ts';

export function clockOf({ epoch }: { readonly epoch: () => number }): Clock {
  return {
    now: () => epoch(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
