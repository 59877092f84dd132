import type { Simulated } from './registry.ts';

/** An account at which the console's tour binds. */
export interface TourBinder {
  readonly accountId: string;
  readonly vendor: string;
  readonly name: string;
  /** What a person sees there of a call. */
  readonly about: string;
  /** The X to choose from; none: the vendor chooses. */
  readonly numbers: readonly string[];
}

/** What the console's tour uses of the sandbox. */
export interface Tour {
  /** Those whose X can be chosen beforehand come first. */
  readonly binders: readonly TourBinder[];
  readonly notifier: { readonly accountId: string; readonly templateId: string; readonly variable: string } | undefined;
}

/** The tour over the simulated vendors. */
export function tourOf(simulated: readonly Simulated[]): Tour {
  const binders = simulated.flatMap(({ model: { vendor }, accounts: [account], tour }): TourBinder[] => {
    if (!account || !tour?.binds) return [];
    const { about, numbers = [] } = tour.binds;
    return [{ accountId: account.id, vendor, name: account.name, about, numbers }];
  });
  const [notifier] = simulated.flatMap(({ accounts: [account], tour }) =>
    account && tour?.notifies ? [{ accountId: account.id, ...tour.notifies }] : [],
  );
  return { binders: binders.toSorted((a, b) => b.numbers.length - a.numbers.length), notifier };
}
