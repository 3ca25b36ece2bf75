/** Test vectors of the statistics, made by the reference model. Figures have six digits; five iterations a night. */

/** `nights('PPPPP x6, PFPPP')` is six clean nights and one with a failure, as a history string. */
export function nights(short: string): string {
  return short
    .split(', ')
    .map((part) => {
      const [letters = '', times = '1'] = part.split(' x');
      return Array.from({ length: Number(times) }, () => letters).join(' ');
    })
    .join(' ');
}

export const VECTOR_COLUMNS = [
  'verdict',
  'score',
  'pFlaky',
  'pBroken',
  'low',
  'median',
  'high',
  'runs95',
  'nights95',
  'redNight',
] as const;

/** History in short form, then one value per column. */
export const VECTORS = `
PPPPP                           | stable       | 0.000905 | 0.038449 | 0.000000 | 0.000122 | 0.003004 | 0.124426 | 996  | 200 | 0.003504
PFPPP                           | flaky        | 0.166585 | 0.999115 | 0.000000 | 0.010249 | 0.129319 | 0.451764 | 22   | 5   | 0.499757
PFPFP                           | flaky        | 0.333322 | 1.000000 | 0.000000 | 0.075660 | 0.313817 | 0.656828 | 8    | 2   | 0.777772
FFFFF                           | failing      | 0.037352 | 0.088634 | 0.959332 | 0.000203 | 0.415491 | 0.935888 | 6    | 2   | 0.051991
FFFPF                           | flaky        | 0.614448 | 0.932024 | 0.071554 | 0.331394 | 0.681355 | 0.911734 | 3    | 2   | 0.906819
PPPPP x7                        | stable       | 0.000153 | 0.028657 | 0.000000 | 0.000112 | 0.001217 | 0.025234 | 2461 | 493 | 0.000726
PPPPP x6, PFPPP                 | flaky        | 0.028969 | 0.993891 | 0.000000 | 0.001552 | 0.019988 | 0.084989 | 149  | 30  | 0.128308
PPPPP x6, FFFFF                 | failing      | 0.000528 | 0.029902 | 0.999564 | 0.000113 | 0.001366 | 0.035183 | 2192 | 439 | 0.001278
PPPPP x3, FFFFF x2, PPPPP x2    | stable       | 0.000212 | 0.030412 | 0.000000 | 0.000113 | 0.001427 | 0.033615 | 2099 | 420 | 0.000985
PPPPP x30                       | stable       | 0.000039 | 0.021066 | 0.000000 | 0.000104 | 0.000624 | 0.007557 | 4799 | 960 | 0.000191
PFPPP, PPPPP x29                | flaky        | 0.005853 | 0.874308 | 0.000000 | 0.000418 | 0.004677 | 0.019762 | 639  | 128 | 0.028510
PFPFP x5, PPPPP x10             | stable       | 0.000576 | 0.030359 | 0.000000 | 0.000113 | 0.001468 | 0.134982 | 2039 | 408 | 0.002288
PPPPP x6, PPRPP                 | flaky        | 0.028969 | 0.993891 | 0.000000 | 0.001552 | 0.019988 | 0.084989 | 149  | 30  | 0.128308
PPPPP x6, -F---                 | suspect      | 0.003900 | 0.110578 | 0.915980 | 0.000240 | 0.015708 | 0.101736 | 190  | 38  | 0.014216
PPPPP x6, -F-P-                 | flaky        | 0.035024 | 0.983584 | 0.011280 | 0.001711 | 0.022085 | 0.100850 | 135  | 27  | 0.143824
PPSPP, -----, PPP-P             | stable       | 0.000605 | 0.036182 | 0.000000 | 0.000120 | 0.002428 | 0.085711 | 1233 | 247 | 0.002517
FFFFF x7                        | failing      | 0.008303 | 0.053290 | 0.996736 | 0.000141 | 0.012534 | 0.918319 | 238  | 48  | 0.015433
PFPFP x3, FFFFF x3              | failing      | 0.394381 | 0.997339 | 0.940717 | 0.193627 | 0.382457 | 0.652976 | 7    | 2   | 0.877347
-----                           | inconclusive | 0.005134 | 0.050000 | 0.020000 | 0.000137 | 0.009067 | 0.600819 | 329  | 66  | 0.012013
P, F, P, P, F, P, P             | flaky        | 0.248804 | 0.996369 | 0.000003 | 0.052450 | 0.227974 | 0.520040 | 12   | 3   | 0.678671
`;

/** PFPPP with the failing iteration in an event of the share. */
export const EVENT_VECTORS = `
0.02 | stable | 0.009444 | 0.087961 | 0.000000 | 0.000201 | 0.052593 | 0.393617 | 56  | 12 | 0.029081
0.1  | stable | 0.002686 | 0.048777 | 0.000000 | 0.000135 | 0.007747 | 0.279987 | 386 | 78 | 0.008839
`;

export interface Vector {
  readonly subject: string;
  /** One text per column of VECTOR_COLUMNS. */
  readonly expected: readonly string[];
}

export function readVectors(table: string): Vector[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [subject = '', ...expected] = line.split('|').map((cell) => cell.trim());
      return { subject, expected };
    });
}
