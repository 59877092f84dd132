import type { SimulatorModel } from './simulator.ts';
import { CUSTOMER as WINNERLOOK_CUSTOMER } from './winnerlook/authentication.ts';
import { winnerlookSimulator } from './winnerlook/index.ts';

/** A simulated vendor and the accounts that the sandbox has with it. */
export interface Simulated {
  readonly model: SimulatorModel;
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly credentials: Readonly<Record<string, string>>;
    readonly services?: readonly string[];
  }[];
}

/** One entry a vendor. */
export const SIMULATED: readonly Simulated[] = [
  {
    model: winnerlookSimulator as SimulatorModel,
    accounts: [{ id: 'acct_winnerlook', name: 'Winnerlook (simulated)', credentials: WINNERLOOK_CUSTOMER }],
  },
];
