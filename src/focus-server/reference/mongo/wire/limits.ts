/** MongoDB's limit of one message. */
export const MOST_MESSAGE_BYTES = 48_000_000;
