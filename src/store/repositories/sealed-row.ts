/** A sealed record as its table has it. */
export interface SealedRow {
  readonly id: string;
  readonly sealed: Uint8Array;
  readonly revision: number;
}
