import { jsonReply, type SimulatorReply, type SimulatorRequest } from '../exchange.ts';
import type { SimulatorModel, SimulatorWorld } from '../simulator.ts';
import { CUSTOMER, isAuthentic } from './authentication.ts';
import { type Body, bind, refuse, release, releaseTransfer, succeed, transfer } from './bind.ts';
import { dial, text } from './calls.ts';
import { faults } from './faults.ts';
import { type OperationName, PARAMETERS, type Parameters, sentParameters } from './parameters.ts';
import { type InterlineState, initialState } from './state.ts';

/** Interline as “云通信平台[隐私业务-移动号码] 外部接口文档” V1.0 describes it: signatures, time window, codes, pushes. */
export const interlineSimulator: SimulatorModel<InterlineState> = {
  vendor: 'INTERLINE',
  initialState,
  answer,
  dial,
  text,
  faults,
};

// Chapter 1: a failed authentication is an HTTP status, everything else an `error` under 200.
const UNAUTHORIZED: SimulatorReply = { status: 401, contentType: 'text/plain; charset=utf-8', body: '认证失败' };

function answer(request: SimulatorRequest, state: InterlineState, world: SimulatorWorld): SimulatorReply {
  if (!isAuthentic(request, world.now())) return UNAUTHORIZED;
  for (const { method, path, carryOut } of ROUTES) {
    const match = request.method === method ? path.exec(request.path) : null;
    if (match) return jsonReply(carryOut(request, match[1] ?? '', state, world));
  }
  return jsonReply(refuse(1001, 'URL 映射不匹配'));
}

type CarryOut = (request: SimulatorRequest, x: string, state: InterlineState, world: SimulatorWorld) => Body;

interface Route {
  readonly method: string;
  /** Its group is the X number. */
  readonly path: RegExp;
  readonly carryOut: CarryOut;
}

/** An operation behind its parameter table. */
function operation<Name extends OperationName>(
  name: Name,
  carryOut: (parameters: Parameters<Name>, x: string, state: InterlineState, world: SimulatorWorld) => Body,
): CarryOut {
  return (request, x, state, world) => {
    const parsed = PARAMETERS[name].safeParse(sentParameters(request));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return refuse(1002, `访问参数错误 (${issue?.path.join('.')} ${issue?.message})`);
    }
    if ('appid' in parsed.data && parsed.data.appid !== CUSTOMER.appid) return refuse(1103, '账号权限未开通');
    return carryOut(parsed.data as Parameters<Name>, x, state, world);
  };
}

const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/api\/v1\/account\/status$/,
    carryOut: operation('account', (_none, _x, state) => succeed(state.account)),
  },
  {
    method: 'PUT',
    path: /^\/igw\/service\/uc\/interline\/([^/]+)$/,
    carryOut: operation('bind', (p, x, state, world) => bind(x, p, state, world)),
  },
  {
    method: 'DELETE',
    path: /^\/igw\/service\/uc\/interline$/,
    carryOut: operation('release', (p, _x, state, world) => release(p, state, world)),
  },
  {
    method: 'PUT',
    path: /^\/igw\/service\/uc\/interline\/([^/]+)\/transfer$/,
    carryOut: operation('transfer', (p, x, state, world) => transfer(x, p, state, world)),
  },
  {
    method: 'DELETE',
    path: /^\/igw\/service\/uc\/interline\/([^/]+)\/transfer$/,
    carryOut: operation('releaseTransfer', (_p, x, state, world) => releaseTransfer(x, state, world)),
  },
];
