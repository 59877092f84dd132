/** When the database took nothing, or had just come back. */
export interface Outages {
  /** Begins one now; gives how to end it. */
  begin(): () => void;
  /** Whether a moment (`performance.now()`) lies in one. */
  covers(at: number): boolean;
}

// A request that found no connection, or lost one, is answered a moment later on busy cores.
const AFTERMATH_MS = 3_000;

export function recordOutages(): Outages {
  const spans: { readonly from: number; to: number }[] = [];
  return {
    begin: () => {
      const span = { from: performance.now(), to: Number.POSITIVE_INFINITY };
      spans.push(span);
      return () => {
        span.to = performance.now();
      };
    },
    covers: (at) => spans.some(({ from, to }) => at >= from && at <= to + AFTERMATH_MS),
  };
}
