/** One thing that is thrown at the running service. */
export interface Attack {
  /** What it is, for a report of what broke. */
  readonly what: string;
  /** Throws it at the service there. Gives what was wrong with the answer; undefined where nothing was. */
  run(url: string): Promise<string | undefined>;
}

// A bound for people and vendors; every answer is meant to come in a small part of it.
export const LONGEST_ANSWER_MS = 10_000;
