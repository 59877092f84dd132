import type { SimulatorWorld } from '../simulator.ts';
import type { Admitted } from './authentication.ts';
import type { EmayState, SimulatedMessage } from './state.ts';

/** The body of an answer. */
export type Body = Readonly<Record<string, unknown>>;

/** Sections 2.1.1, 2.2.1 and 2.3.1. */
export function sendVoice(admitted: Admitted, state: EmayState, world: SimulatorWorld): Body {
  const { mobiles, mobile, customVoiceIds, customVoiceId } = admitted.form;
  const messages = place(admitted, mobiles ?? mobile ?? '', customVoiceIds ?? customVoiceId, state, world);
  if (!messages) return { code: 'ERROR_NEEDMORE_BALANCE' };
  const data = messages.map(({ mobile: number, id, customId }) => ({
    mobile: number,
    voiceId: id,
    customVoiceId: customId,
  }));
  return { code: 'SUCCESS', data };
}

/** Section 2.4.1. Its table spells the missing balance another way (3.4). */
export function sendJoin(admitted: Admitted, state: EmayState, world: SimulatorWorld): Body {
  const { mobiles = '', customJoinIds } = admitted.form;
  const messages = place(admitted, mobiles, customJoinIds, state, world);
  if (!messages) return { code: 'ERROR_NEEDMORE_BLANCE' };
  const data = messages.map(({ mobile, id, customId }) => ({ mobile, joinId: id, customJoinId: customId }));
  return { code: 'SUCCESS', data };
}

/** One message for each number, paid for; undefined where the balance does not last for all of them. */
function place(
  { customer: { appId }, account }: Admitted,
  mobiles: string,
  customIds: string | undefined,
  state: EmayState,
  world: SimulatorWorld,
): SimulatedMessage[] | undefined {
  const ids = customIds?.split(',') ?? [];
  const numbers = mobiles.split(',');
  if (account.balance < numbers.length) return undefined;
  account.balance -= numbers.length;
  const messages = numbers.map((mobile, index) => ({
    id: twentyDigits(world.newId()),
    appId,
    mobile,
    customId: ids[index] ?? '',
  }));
  state.messages.push(...messages);
  return messages;
}

/** Ids have 20 digits (20170392833833891100, 2.1.1.2): more than a double can hold. */
const twentyDigits = (hex: string): string => BigInt(`0x${hex}`).toString().padStart(20, '0').slice(-20);
