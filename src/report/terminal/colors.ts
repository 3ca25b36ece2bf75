/** Colours are handed in, so that the renderer knows nothing of terminals and NO_COLOR. */
export type Paint = (text: string) => string;

/** Functions that return their text unchanged where colours are not wanted. */
export type Colors = Readonly<Record<'bold' | 'red' | 'green' | 'yellow' | 'dim' | 'cyan', Paint>>;
