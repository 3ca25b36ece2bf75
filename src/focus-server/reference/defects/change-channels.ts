/** What several defects do to the channels of a frame. */
import type { Frame } from '../../contract/frame.ts';
import { readRowValues } from '../../contract/row-values.ts';

/** Each row, cut into one piece for each channel, put together again from what `change` makes of the pieces. */
export function changeChannels(
  frame: Frame,
  change: (pieces: readonly Uint8Array[]) => readonly Uint8Array[],
): Frame {
  const count = frame.endChannel - frame.startChannel + 1;
  const rows = frame.rows.map((row) => {
    const width = row.length / count;
    const pieces = Array.from({ length: count }, (_, index) =>
      row.subarray(index * width, (index + 1) * width),
    );
    return Uint8Array.from(Buffer.concat(change(pieces)));
  });
  return { ...frame, rows, ...findExtremes(rows) };
}

/** Extremes that do not fit the values would be another defect. */
function findExtremes(rows: readonly Uint8Array[]): Pick<Frame, 'maximum' | 'minimum'> {
  let [maximum, minimum] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const row of rows)
    for (const value of readRowValues(row)) {
      maximum = Math.max(maximum, value);
      minimum = Math.min(minimum, value);
    }
  return { maximum, minimum };
}
