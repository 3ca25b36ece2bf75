/** Characters of the shortest text that is masked in output; shorter ones ("true", "1") would mask half of it. */
export const SHORTEST_MASKED = 6;
