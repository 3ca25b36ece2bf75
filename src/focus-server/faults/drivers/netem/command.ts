/** A program and its arguments. */
export type Command = readonly string[];
