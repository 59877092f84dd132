import { parseJson } from '../../vendors/json.ts';
import { jsonReply, type SimulatorRequest } from '../exchange.ts';
import type { SimulatorModel, SimulatorWorld } from '../simulator.ts';
import { authenticate } from './authentication.ts';
import { type Body, bindAx, bindAxb, bindAxg, bindXyb, transfer, unbind, unbindAxg } from './bind.ts';
import { acknowledged, dial, report, text } from './calls.ts';
import { faults } from './faults.ts';
import { type FunctionCode, PARAMETERS, refusalOf } from './parameters.ts';
import { initialState, type WinnerlookState } from './state.ts';

/** Winnerlook as “云信小号接口文档” V2.8.1 describes it: signatures, time window, modes, codes, pushes. */
export const winnerlookSimulator: SimulatorModel<WinnerlookState> = {
  vendor: 'WINNERLOOK',
  initialState,
  answer: (request, state, world) => jsonReply(answer(request, state, world)),
  dial,
  text,
  report,
  acknowledged,
  faults,
};

function answer(request: SimulatorRequest, state: WinnerlookState, world: SimulatorWorld): Body {
  if (request.method !== 'POST') return { result: '400000', message: '参数信息不能为空' };
  const caller = authenticate(request, world.now());
  if ('result' in caller) return { ...caller };
  const carryOut = OPERATIONS[caller.functionCode as FunctionCode];
  return carryOut ? carryOut(parseJson(request.body), state, world) : { result: '400000', message: '参数信息不能为空' };
}

type CarryOut = (body: unknown, state: WinnerlookState, world: SimulatorWorld) => Body;

/** An operation behind the parameter table of its function code. */
function operation<Name extends FunctionCode>(
  name: Name,
  carryOut: (
    parameters: ReturnType<(typeof PARAMETERS)[Name]['parse']>,
    state: WinnerlookState,
    world: SimulatorWorld,
  ) => Body,
): CarryOut {
  return (body, state, world) => {
    const parsed = PARAMETERS[name].safeParse(body);
    if (!parsed.success) return refusalOf(parsed.error);
    return carryOut(parsed.data as ReturnType<(typeof PARAMETERS)[Name]['parse']>, state, world);
  };
}

const OPERATIONS: Record<FunctionCode, CarryOut> = {
  middleNumberAX: operation('middleNumberAX', bindAx),
  middleNumberAXB: operation('middleNumberAXB', bindAxb),
  middleNumberXYB: operation('middleNumberXYB', bindXyb),
  axbTransfer: operation('axbTransfer', transfer),
  middleNumberUnbind: operation('middleNumberUnbind', unbind),
  axgUpcreate: operation('axgUpcreate', (p, state) => {
    state.groups[p.groupId] = p.mobiles;
    return { result: '000000', message: 'OK' };
  }),
  axgBind: operation('axgBind', bindAxg),
  axgUnbind: operation('axgUnbind', unbindAxg),
  notify: operation('notify', (p, state, world) => {
    const callId = world.newId();
    state.notifications.push({ callId, callee: p.calleeNumber, callbackUrl: p.callbackUrl });
    return { result: '000000', message: 'Ok', callId };
  }),
};
