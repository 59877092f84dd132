import { jsonReply, type SimulatorReply, type SimulatorRequest } from '../exchange.ts';
import type { SimulatorModel, SimulatorWorld } from '../simulator.ts';
import { authenticate } from './authentication.ts';
import { errorReply, type Refusal, refuse } from './errors.ts';
import { faults } from './faults.ts';
import { ACTIONS, type ActionTable, checkParameters, type RequestParameters } from './parameters.ts';
import { acknowledged, report } from './reports.ts';
import { initialState, type KsyunState } from './state.ts';

/** Kingsoft Cloud as “语音消息 openAPI” of 2022-01-11 describes it: signature, time window, bounds, errors, pushes. */
export const ksyunSimulator: SimulatorModel<KsyunState> = {
  vendor: 'KSYUN',
  initialState,
  answer,
  report,
  acknowledged,
  faults,
};

function answer(request: SimulatorRequest, state: KsyunState, world: SimulatorWorld): SimulatorReply {
  const requestId = uuid(world.newId());
  const parameters = readForm(request);
  if (!(parameters instanceof Map)) return errorReply(parameters, requestId);
  const unauthenticated = authenticate(parameters, world.now());
  if (unauthenticated) return errorReply(unauthenticated, requestId);
  const table = ACTIONS.get(parameters.get('Action') ?? '');
  if (!table) return errorReply(refuse('NoSuchEntity'), requestId);
  const refusal = checkParameters(table, parameters);
  return refusal ? errorReply(refusal, requestId) : carryOut(table, parameters, requestId, state, world);
}

/** “请求结构”: POST only, and every parameter in a form body. */
function readForm(request: SimulatorRequest): Map<string, string> | Refusal {
  if (request.method !== 'POST' || request.path !== '/') return refuse('NoSuchEntity');
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '');
  const pairs = isForm ? [...new URLSearchParams(request.body)] : [];
  const parameters = new Map(pairs);
  return parameters.size === pairs.length ? parameters : refuse('InvalidParameterValue', 'a name given twice');
}

/** A dry run checks and places no call; its reply is not printed anywhere, so it has no more than every reply has. */
function carryOut(
  table: ActionTable,
  parameters: RequestParameters,
  requestId: string,
  state: KsyunState,
  world: SimulatorWorld,
): SimulatorReply {
  if (parameters.get('DryRun') === 'true') return jsonReply({ RequestId: requestId });
  // 655e08e182c11590662652: twelve hex digits and the seconds since 1970.
  const callId = `${world.newId().slice(0, 12)}${Math.floor(world.now() / 1000)}`;
  const extId = parameters.get('ExtId') ?? '';
  state.messages.push({
    callId,
    voiceType: table.voiceType,
    mobile: parameters.get('Mobile') ?? '',
    caller: parameters.get('Caller') ?? '',
    extId,
  });
  return jsonReply({ CallId: callId, ExtId: extId, RequestId: requestId });
}

const uuid = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
