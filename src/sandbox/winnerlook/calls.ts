import type { CallOutcome } from '../../domain/call.ts';
import type { OutgoingPush } from '../exchange.ts';
import {
  callTakes,
  type DialOrder,
  type DialResult,
  endOfCall,
  type ReportOrder,
  type ReportResult,
  RING_SECONDS,
  type SimulatorWorld,
  type TextOrder,
} from '../simulator.ts';
import { CUSTOMER } from './authentication.ts';
import { bindingsOf, type SimulatedBinding, type WinnerlookState } from './state.ts';

/** Chapter “2 呼叫状态”, by what happened. What has no state of its own is 9, 其他. */
const STATES: Partial<Record<CallOutcome, string>> = {
  ANSWERED: '0',
  INVALID_NUMBER: '1',
  BUSY: '2',
  REJECTED: '3',
  NO_ANSWER: '4',
  UNREACHABLE: '5',
  BLOCKED: '6',
  POWERED_OFF: '7',
  SUSPENDED_NUMBER: '8',
  CALLER_HUNG_UP: '10',
  CALLEE_HUNG_UP: '11',
  CANCELED: '12',
  EXPIRED: '14',
};

// The platform answers the caller before it rings the callee.
const CALLER_ANSWERED_AFTER_SECONDS = 2;

/**
 * A person dials X: the bindings in force decide who is reached. The beginning is pushed where the binding asked for it
 * (callinCallbackUrl), the result when the call is over.
 */
export function dial(order: DialOrder, state: WinnerlookState, world: SimulatorWorld): DialResult {
  const route = findRoute(order, state, world);
  if (!route) return { routed: false, reason: `No binding of ${order.to} connects ${order.from} at this moment.` };
  const callId = world.newId();
  const takes = callTakes(order);
  const body = result(order, route, callId, world);
  if (route.binding.callinCallbackUrl) {
    world.push(push(route.binding.callinCallbackUrl, incomingCall(order, route, callId, body.startCallTime)));
  }
  world.push(push(route.binding.callbackUrl ?? world.callbackUrl(), body), takes.ringSeconds + takes.talkSeconds);
  return { routed: true, callId, callee: route.callee, takes };
}

interface Route {
  readonly binding: SimulatedBinding;
  readonly callee: string;
}

function findRoute(
  { from, to, extension }: DialOrder,
  state: WinnerlookState,
  world: SimulatorWorld,
): Route | undefined {
  const inForce = state.bindings.filter(({ endsAt }) => (endsAt ?? Number.POSITIVE_INFINITY) > world.now());
  const routes = inForce.flatMap((binding): Route[] => {
    const callee = calleeOf(binding, from, to, extension, state);
    return callee === undefined ? [] : [{ binding, callee }];
  });
  // 2.1.5: a transfer takes only those callers that no other binding connects.
  return routes.find(({ binding }) => binding.mode !== 'TRANSFER') ?? routes[0];
}

function calleeOf(
  binding: SimulatedBinding,
  from: string,
  to: string,
  extension: string | undefined,
  state: WinnerlookState,
): string | undefined {
  const { a, b, x, y } = binding;
  if (binding.mode === 'XYB') {
    if (to === y) return b;
    return to === x && from === b ? bindingsOf(state, x, 0).find(({ mode }) => mode === 'AXYB')?.a : undefined;
  }
  if (to !== x) return undefined;
  switch (binding.mode) {
    case 'AXB':
      return from === a ? b : from === b ? a : undefined;
    case 'AXX':
      return from === a ? b : extension === binding.extension ? a : undefined;
    case 'AXG': {
      const group = state.groups[binding.groupId ?? ''] ?? [];
      return from === a ? group[0] : group.includes(from) ? a : undefined;
    }
    case 'AX':
    case 'AXN':
      return from === a ? b : a;
    case 'AXYB':
    case 'TRANSFER':
      return from === a ? undefined : a;
  }
}

/** Section 2.1.11: the call as it is when it is over, its times counted back from its end. */
function result(order: DialOrder, { binding, callee }: Route, callId: string, world: SimulatorWorld) {
  const takes = callTakes(order);
  const talked = takes.talkSeconds;
  const end = endOfCall(world, takes);
  const answered = end - talked * 1000;
  const start = answered - RING_SECONDS * 1000;
  const state = STATES[order.outcome] ?? '9';
  return {
    accountId: CUSTOMER.appId,
    bindId: binding.bindId,
    callId,
    calleeAnsweredTime: talked > 0 ? localTime(answered) : '',
    calleeDuration: talked,
    calleeNumber: callee,
    calleeState: state,
    callerAnsweredTime: localTime(start + CALLER_ANSWERED_AFTER_SECONDS * 1000),
    callerDuration: talked + RING_SECONDS - CALLER_ANSWERED_AFTER_SECONDS,
    displayNumber: binding.x,
    callerNumber: order.from,
    callerState: '0',
    duration: talked,
    endTime: localTime(end),
    startCallTime: localTime(start),
    recUrl: talked > 0 && binding.records ? world.recordingUrl(callId, talked) : '',
    customerData: binding.customerData,
  };
}

/** Not documented beyond its address (2.1.1): what a call's beginning can name under the names of 2.1.11. */
function incomingCall(order: DialOrder, { binding, callee }: Route, callId: string, startCallTime: string): object {
  return {
    accountId: CUSTOMER.appId,
    bindId: binding.bindId,
    callId,
    callerNumber: order.from,
    calleeNumber: callee,
    displayNumber: binding.x,
    startCallTime,
    customerData: binding.customerData,
  };
}

/** A text to X. The push of its content is lost from the document; names are those of 2.1.11. */
export function text(order: TextOrder, state: WinnerlookState, world: SimulatorWorld): DialResult {
  const route = findRoute({ ...order, outcome: 'ANSWERED', seconds: 0 }, state, world);
  if (!route) return { routed: false, reason: `No binding of ${order.to} connects ${order.from} at this moment.` };
  const { smsFlag, smsCallbackUrl, bindId, customerData } = route.binding;
  const callId = world.newId();
  if (smsCallbackUrl && (smsFlag === '2' || smsFlag === '3')) {
    const { from, to, content } = order;
    const body = { accountId: CUSTOMER.appId, bindId, callId, customerData, smsContent: content };
    const numbers = { callerNumber: from, calleeNumber: route.callee, displayNumber: to };
    world.push(push(smsCallbackUrl, { ...body, ...numbers, sendTime: localTime(world.now()) }));
  }
  return { routed: true, callId, callee: route.callee };
}

/** A voice notification is played, or not. Pushed to the address that came with it, when its call is over. */
export function report(order: ReportOrder, state: WinnerlookState, world: SimulatorWorld): ReportResult {
  const found = state.notifications.find(({ callId }) => callId === order.messageId);
  if (!found) return { reported: false, reason: `There is no notification ${order.messageId}.` };
  const binding: SimulatedBinding = { bindId: '', mode: 'AXN', x: '02160000001', records: false };
  const body = result(
    { ...order, from: binding.x, to: found.callee },
    { binding, callee: found.callee },
    found.callId,
    world,
  );
  const { ringSeconds, talkSeconds } = callTakes(order);
  world.push(push(found.callbackUrl ?? world.callbackUrl('notification'), body), ringSeconds + talkSeconds);
  return { reported: true };
}

// “推送失败(无响应)超过3次,会停止推送”: the first push and three more.
const ATTEMPTS = 4;

function push(url: string, body: object): OutgoingPush {
  return {
    url,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    attempts: ATTEMPTS,
    acknowledged,
  };
}

/** The answer of 2.1.11, resultCode "200". */
export function acknowledged(status: number, answer: string): boolean {
  return status === 200 && /"resultCode"\s*:\s*"200"/.test(answer);
}

const localTime = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
