/** A record that counts its changes. */
export interface Revised {
  /**
   * Rises with every change, by one or more, and is never given twice for one record: of two copies of a record the one
   * with the higher number is the newer.
   */
  readonly revision: number;
}

/** The revision of a record that is new. */
export const FIRST_REVISION = 1;

/** The revision that follows the present one; the first one of a record that was not there. */
export const nextRevision = (present: Revised | undefined): number => (present ? present.revision + 1 : FIRST_REVISION);
