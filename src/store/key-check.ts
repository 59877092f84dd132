/** The mark by which it is found out that a database is opened under a key that is not its own. */
export const KEY_CHECK = 'data-key-check';
