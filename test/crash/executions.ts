import type { SimulatorReply, SimulatorRequest } from '../../src/sandbox/exchange.ts';
import type { Bound } from './vendors.ts';

/** What a simulated vendor has just carried out, told by the request and its answer. */
export interface Executed {
  /** One for each binding (its number A) or recipient. */
  readonly numbers: readonly string[];
  readonly bound?: Bound;
  readonly notified: readonly string[];
  readonly spoken: readonly string[];
}

const NOTHING: Executed = { numbers: [], notified: [], spoken: [] };

export function executionsIn(request: SimulatorRequest, reply: SimulatorReply): Executed {
  const answer = JSON.parse(reply.body) as Record<string, unknown>;
  if (answer.result === '000000') return byWinnerlook(request, answer);
  return answer.code === 'SUCCESS' && request.path === '/voice/send' ? byEmay(request, answer) : NOTHING;
}

function byWinnerlook({ path, body }: SimulatorRequest, answer: Record<string, unknown>): Executed {
  const asked = JSON.parse(body) as Record<string, string>;
  const { bindNumberA: numberA = '', bindNumberB: numberB = '', calleeNumber = '' } = asked;
  if (path.includes('/middleNumberAXB/')) {
    const bound = { numberA, numberB, numberX: String(answer.middleNumber) };
    return { ...NOTHING, numbers: [numberA], bound };
  }
  if (!path.includes('/notify/')) return NOTHING;
  return { ...NOTHING, numbers: [calleeNumber], notified: [String(answer.callId)] };
}

function byEmay({ body }: SimulatorRequest, answer: Record<string, unknown>): Executed {
  const numbers = (new URLSearchParams(body).get('mobiles') ?? '').split(',');
  const entries = answer.data as readonly { voiceId: string }[];
  return { ...NOTHING, numbers, spoken: entries.map(({ voiceId }) => voiceId) };
}

/** The messages whose reports an answer holds. */
export function handedOutBy({ path }: SimulatorRequest, { body }: SimulatorReply): string[] {
  if (path !== '/voice/getReport') return [];
  const { data = [] } = JSON.parse(body) as { data?: readonly { voiceId: string }[] };
  return data.map(({ voiceId }) => voiceId);
}
