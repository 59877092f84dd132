import { CUSTOMERS as EMAY_CUSTOMERS } from './emay/customers.ts';
import { emaySimulator } from './emay/index.ts';
import { CUSTOMER as INTERLINE_CUSTOMER } from './interline/authentication.ts';
import { interlineSimulator } from './interline/index.ts';
import { POOL as INTERLINE_NUMBERS } from './interline/state.ts';
import { jumdataSimulator } from './jumdata/index.ts';
import { CUSTOMER as JUMDATA_CUSTOMER } from './jumdata/parameters.ts';
import { CUSTOMER as KSYUN_CUSTOMER } from './ksyun/authentication.ts';
import { ksyunSimulator } from './ksyun/index.ts';
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
  /** How the console's tour can use the first account; left out: it does not. */
  readonly tour?: {
    /**
     * What binds two people there: what a person sees of a call, and the X to choose from where the vendor chooses
     * none.
     */
    readonly binds?: { readonly about: string; readonly numbers?: readonly string[] };
    /** A template whose report is pushed, with the name of its one variable. */
    readonly notifies?: { readonly templateId: string; readonly variable: string };
  };
}

/** One entry a vendor. */
export const SIMULATED: readonly Simulated[] = [
  {
    model: winnerlookSimulator as SimulatorModel,
    tour: { binds: { about: 'chooses X itself, and tells of a call when it is over' } },
    accounts: [{ id: 'acct_sandbox_winnerlook', name: 'Winnerlook (simulated)', credentials: WINNERLOOK_CUSTOMER }],
  },
  {
    model: interlineSimulator as SimulatorModel,
    tour: { binds: { about: 'tells of a call when it begins, and again when it is over', numbers: INTERLINE_NUMBERS } },
    accounts: [{ id: 'acct_sandbox_interline', name: 'Interline (simulated)', credentials: INTERLINE_CUSTOMER }],
  },
  {
    model: jumdataSimulator as SimulatorModel,
    accounts: [{ id: 'acct_sandbox_jumdata', name: 'Jumdata (simulated)', credentials: JUMDATA_CUSTOMER }],
  },
  {
    model: emaySimulator as SimulatorModel,
    accounts: EMAY_CUSTOMERS.map(({ service, appId, secretKey }) => ({
      id: `acct_sandbox_emay_${service.toLowerCase()}`,
      name: `Emay ${service} (simulated)`,
      credentials: { appId, secretKey },
      services: [service],
    })),
  },
  {
    model: ksyunSimulator as SimulatorModel,
    tour: { notifies: { templateId: '1003', variable: 'text' } },
    accounts: [{ id: 'acct_sandbox_ksyun', name: 'Ksyun (simulated)', credentials: KSYUN_CUSTOMER }],
  },
];
