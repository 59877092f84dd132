/** Which numbers are known to be virtual ones. */
export interface VirtualNumberRepository {
  /** The accounts at which bindings prove each of the numbers: their vendors have made one with it as X or Y. */
  provenAt(numbers: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
}
