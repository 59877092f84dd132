import type { SimulatorWorld } from '../simulator.ts';
import type { Parameters } from './parameters.ts';
import { bindingsOf, type InterlineState, POOL, type SimulatedBinding } from './state.ts';

/** The body of an answer: `error`, `reason` and whatever the operation adds. */
export type Body = { readonly error: number; readonly reason: string } & Record<string, unknown>;

export const refuse = (error: number, reason: string): Body => ({ error, reason });
export const succeed = (more: Record<string, unknown> = {}): Body => ({ error: 0, reason: '成功', ...more });

const NO_SUCH_RESOURCE = refuse(1300, '资源不存在');
const CONFLICT = refuse(1302, '资源配置冲突');

/**
 * Section 4.1. One X serves many pairs, as long as neither end of a pair is in another one. The same pair again is the
 * same subscription, with its subid, as the later request has it.
 */
export function bind(x: string, p: Parameters<'bind'>, state: InterlineState, world: SimulatorWorld): Body {
  return once(p.reqid, x, state, () => {
    const ends = [p.anum, p.bnum];
    if (p.anum === p.bnum) return refuse(1002, '访问参数错误');
    const others = bindingsOf(state, x, world.now());
    const same = others.find(({ mode, a, b }) => mode === 'AXB' && a === p.anum && b === p.bnum);
    const clashes = others.some(
      (other) =>
        other !== same && (other.mode === 'TRANSFER' || ends.includes(other.a) || ends.includes(other.b ?? '')),
    );
    if (clashes) return CONFLICT;
    state.bindings = state.bindings.filter((binding) => binding !== same);
    const subid = add(state, world, p, { mode: 'AXB', x, a: p.anum, b: p.bnum }, same?.subid);
    return succeed({ subid });
  });
}

/**
 * Section 4.3. Whether X can have both pairs and a transfer is not documented: here it cannot. A transfer has a subid,
 * because the pushes name one, and its answer does not. X has one transfer, at one address: another PUT replaces it.
 */
export function transfer(x: string, p: Parameters<'transfer'>, state: InterlineState, world: SimulatorWorld): Body {
  return once(p.reqid, x, state, () => {
    const others = bindingsOf(state, x, world.now());
    if (others.some(({ mode }) => mode !== 'TRANSFER')) return CONFLICT;
    state.bindings = state.bindings.filter((binding) => !others.includes(binding));
    add(state, world, p, { mode: 'TRANSFER', x, a: p.anum });
    return succeed();
  });
}

/** Section 4.2. */
export function release(p: Parameters<'release'>, state: InterlineState, world: SimulatorWorld): Body {
  return remove(state, world, ({ mode, subid }) => mode === 'AXB' && subid === p.subid);
}

/** Section 4.4. */
export function releaseTransfer(x: string, state: InterlineState, world: SimulatorWorld): Body {
  return remove(state, world, (binding) => binding.mode === 'TRANSFER' && binding.x === x);
}

/** Carries a request out for an account in use and a number of the pool, and never twice for one reqid. */
function once(reqid: string, x: string, state: InterlineState, carryOut: () => Body): Body {
  if (state.account.state > 1) return refuse(1102, '账号已停用');
  if (state.account.balance + state.account.overdraft <= 0) return refuse(1110, '账号余额不足');
  const earlier = Object.hasOwn(state.requests, reqid) ? state.requests[reqid] : undefined;
  if (earlier) {
    return state.settings.repeatedReqid === 'refused' ? refuse(1004, '重复提交') : succeed(earlier);
  }
  if (!POOL.includes(x)) return NO_SUCH_RESOURCE;
  const body = carryOut();
  const { subid } = body;
  if (body.error === 0) state.requests[reqid] = typeof subid === 'string' ? { subid } : {};
  return body;
}

interface Common {
  readonly ttl?: number | undefined;
  readonly record?: string | undefined;
  readonly userData?: string | undefined;
}

type Ends = Pick<SimulatedBinding, 'mode' | 'x' | 'a' | 'b'>;

function add(
  state: InterlineState,
  world: SimulatorWorld,
  { ttl, record, userData }: Common,
  ends: Ends,
  subid = world.newId(),
): string {
  // 缺省 0 表示一直有效 (4.3).
  const endsAt = ttl ? world.now() + ttl * 1000 : undefined;
  state.bindings.push({ subid, ...ends, endsAt, records: record === '1', userData });
  return subid;
}

function remove(state: InterlineState, world: SimulatorWorld, isMeant: (binding: SimulatedBinding) => boolean): Body {
  const gone = state.bindings.find(
    (binding) => isMeant(binding) && bindingsOf(state, binding.x, world.now()).includes(binding),
  );
  if (!gone) return NO_SUCH_RESOURCE;
  state.bindings = state.bindings.filter((binding) => binding !== gone);
  return succeed();
}
