import { createHash } from 'node:crypto';
import type { SimulatorRequest } from '../exchange.ts';
import type { SimulatorWorld } from '../simulator.ts';
import { CUSTOMERS, type SimulatedCustomer, type SimulatedService } from './customers.ts';
import { type EmayPath, type Form, PARAMETERS } from './parameters.ts';
import type { CustomerState, EmayState } from './state.ts';
import { readTimestamp } from './time.ts';

// “保证跟北京时间误差 1 分钟之内” (2.1.1.1).
const WINDOW_MS = 60_000;
// The document has a code for speeding and no limit; this is above what one sandbox can need.
const REQUESTS_PER_SECOND = 200;

const VOICE_SERVICES: readonly SimulatedService[] = ['notification', 'verification', 'marketing'];

/** Which service numbers an address serves: three products share one pair of addresses (2.1.2, 2.2.2, 2.3.2). */
const SERVICES: Record<EmayPath, readonly SimulatedService[]> = {
  '/voice/send': ['notification'],
  '/voice/sendVFCode': ['verification'],
  '/voice/sendCTCode': ['marketing'],
  '/voice/getReport': VOICE_SERVICES,
  '/voice/getBalance': VOICE_SERVICES,
  '/join/send': ['voiceSms'],
  '/join/getReport': ['voiceSms'],
  '/join/getBalance': ['voiceSms'],
};

/** A customer's request that has been let in. */
export interface Admitted {
  readonly customer: SimulatedCustomer;
  readonly account: CustomerState;
  readonly form: Form;
}

/** Lets a request in whose customer, time, signature, service and parameters are right, or gives the code it earns. */
export function admit(
  path: EmayPath,
  request: SimulatorRequest,
  state: EmayState,
  world: SimulatorWorld,
): Admitted | string {
  const form = readForm(request);
  if (!form?.appId) return 'ERROR_PARAMS';
  const { names, rules } = PARAMETERS[path];
  const customer = CUSTOMERS.find(({ appId }) => appId === form.appId);
  const account = state.customers[form.appId];
  if (!customer || !account) return 'ERROR_APPID';
  const timed = (names as readonly string[]).includes('timestamp');
  if (timed && !isFresh(form.timestamp, world)) return 'ERROR_TIMESTAMP';
  const signed = `${customer.appId}${customer.secretKey}${timed ? form.timestamp : ''}`;
  if (form.sign !== createHash('md5').update(signed).digest('hex')) return 'ERROR_SIGN';
  if (!SERVICES[path].includes(customer.service)) return 'ERROR_MESSAGE_TYPE';
  if (isSpeeding(account, world)) return 'ERROR_OVER_SPEED';
  const known = new Set<string>(['appId', 'sign', ...names]);
  if (!Object.keys(form).every((name) => known.has(name))) return 'ERROR_PARAMS';
  return rules.find(([, breaks]) => breaks(form))?.[0] ?? { customer, account, form };
}

/** “所有参数均通过 post 参数提交” (2.1): a form in the body, nothing in the address, nothing twice. */
function readForm({ headers, query, body }: SimulatorRequest): Form | undefined {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
  const pairs = [...new URLSearchParams(body)];
  const form = Object.fromEntries(pairs);
  return isForm && query.size === 0 && Object.keys(form).length === pairs.length ? form : undefined;
}

function isFresh(stamp: string | undefined, world: SimulatorWorld): boolean {
  const at = readTimestamp(stamp ?? '');
  return at !== undefined && Math.abs(world.now() - at) <= WINDOW_MS;
}

function isSpeeding(account: CustomerState, world: SimulatorWorld): boolean {
  const second = Math.floor(world.now() / 1000);
  account.requests = account.second === second ? account.requests + 1 : 1;
  account.second = second;
  return account.requests > REQUESTS_PER_SECOND;
}
