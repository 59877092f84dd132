import { CUSTOMERS as EMAY_CUSTOMERS } from './emay/customers.ts';
import { emaySimulator } from './emay/index.ts';
import { CUSTOMER as INTERLINE_CUSTOMER } from './interline/authentication.ts';
import { interlineSimulator } from './interline/index.ts';
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
}

/** One entry a vendor. */
export const SIMULATED: readonly Simulated[] = [
  {
    model: winnerlookSimulator as SimulatorModel,
    accounts: [{ id: 'acct_sandbox_winnerlook', name: 'Winnerlook (simulated)', credentials: WINNERLOOK_CUSTOMER }],
  },
  {
    model: interlineSimulator as SimulatorModel,
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
    accounts: [{ id: 'acct_sandbox_ksyun', name: 'Ksyun (simulated)', credentials: KSYUN_CUSTOMER }],
  },
];
