/** What is done to the records of a kind for the sake of the people in them. */
export interface ForgettingRepository<Item> {
  /** Rewrites a record without the people in it. */
  forget(id: string, without: (record: Item) => Item): Promise<void>;
  /** Rewrites a record without a number, which then does not lead to it any more. */
  erase(id: string, number: string, without: (record: Item) => Item): Promise<void>;
}
