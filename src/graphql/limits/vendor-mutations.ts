/** The mutations that ask no vendor for anything. A new one counts as one that does until it stands here. */
export const LOCAL_MUTATIONS: ReadonlySet<string> = new Set([
  'replayDelivery',
  'sandboxDial',
  'sandboxReport',
  'sandboxText',
]);

/** Whether a field of Mutation makes a request to a vendor, by the name that our code has for it. */
export function reachesVendor(mutation: string): boolean {
  return !LOCAL_MUTATIONS.has(mutation) && !mutation.startsWith('__');
}
