import type { OutgoingPush } from '../exchange.ts';
import {
  callTakes,
  type DialOrder,
  type DialResult,
  endOfCall,
  type SimulatorWorld,
  type TextOrder,
} from '../simulator.ts';
import { CUSTOMER } from './authentication.ts';
import { endingOf } from './results.ts';
import { bindingsOf, type InterlineState, type SimulatedBinding } from './state.ts';

// A phone starts to ring a moment after it was dialled.
const SETUP_SECONDS = 2;

/** A person dials X: the start is pushed (5.3), and the record (5.1) when the call is over. */
export function dial(order: DialOrder, state: InterlineState, world: SimulatorWorld): DialResult {
  const route = findRoute(order, state, world);
  if (!route) return noRoute(order);
  const before = state.calls[order.outcome] ?? 0;
  state.calls[order.outcome] = before + 1;

  const taskid = world.newId();
  const takes = callTakes(order);
  const { ringSeconds, talkSeconds: talked } = takes;
  const ended = Math.floor(endOfCall(world, takes) / 1000);
  const began = ended - talked - ringSeconds;
  const common = commonFields(order, route, taskid);
  world.push(push(world.callbackUrl('start'), { ...common, callTime: began }, state));
  const record = {
    ...common,
    ...endingOf(order.outcome, before),
    beginTime: began,
    ringTime: began + SETUP_SECONDS,
    answerTime: order.outcome === 'ANSWERED' ? ended - talked : undefined,
    releaseTime: ended,
    duration: talked,
    recording: talked > 0 && route.binding.records ? world.recordingUrl(taskid, talked) : undefined,
  };
  world.push(push(world.callbackUrl('cdr'), record, state), ringSeconds + talked);
  return { routed: true, callId: taskid, callee: route.callee, takes };
}

/** A text to X: the push of a call's start, with the text in it (5.3). */
export function text(order: TextOrder, state: InterlineState, world: SimulatorWorld): DialResult {
  const route = findRoute(order, state, world);
  if (!route) return noRoute(order);
  const taskid = world.newId();
  const fields = {
    ...commonFields(order, route, taskid),
    callTime: Math.floor(world.now() / 1000),
    smsContent: order.content,
  };
  world.push(push(world.callbackUrl('start'), fields, state));
  return { routed: true, callId: taskid, callee: route.callee };
}

interface Ends {
  readonly from: string;
  readonly to: string;
}

interface Route {
  readonly binding: SimulatedBinding;
  readonly callee: string;
}

const noRoute = ({ from, to }: Ends): DialResult => ({
  routed: false,
  reason: `No binding of ${to} connects ${from} at this moment.`,
});

function findRoute({ from, to }: Ends, state: InterlineState, world: SimulatorWorld): Route | undefined {
  const routes = bindingsOf(state, to, world.now()).flatMap((binding): Route[] => {
    const callee = calleeOf(binding, from);
    return callee === undefined ? [] : [{ binding, callee }];
  });
  return routes[0];
}

function calleeOf({ mode, a, b }: SimulatedBinding, from: string): string | undefined {
  if (mode === 'TRANSFER') return from === a ? undefined : a;
  return from === a ? b : from === b ? a : undefined;
}

function commonFields({ from, to }: Ends, { binding, callee }: Route, taskid: string) {
  const { devid, appid } = CUSTOMER;
  return { devid, appid, taskid, subid: binding.subid, caller: from, rcaller: to, callee, userData: binding.userData };
}

type Fields = Readonly<Record<string, string | number | undefined>>;

/** A form, unless the vendor's staff have switched to JSON. No second attempt is documented, so none is made. */
function push(url: string, fields: Fields, { settings }: InterlineState): OutgoingPush {
  const isJson = settings.pushes === 'json';
  return {
    url,
    headers: { 'content-type': isJson ? 'application/json; charset=utf-8' : 'application/x-www-form-urlencoded' },
    body: isJson ? JSON.stringify(fields) : encodeForm(fields),
    attempts: 1,
    acknowledged: (status) => status === 200,
  };
}

function encodeForm(fields: Fields): string {
  const given = Object.entries(fields).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(given).toString();
}
