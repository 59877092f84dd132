import type { z } from 'zod';
import type { SimulatorWorld } from '../simulator.ts';
import type { PARAMETERS } from './parameters.ts';
import { bindingsOf, POOL, type SimulatedBinding, type WinnerlookState } from './state.ts';

/** The body of an answer: `result`, `message` and whatever the operation adds. */
export type Body = { readonly result: string; readonly message: string } & Record<string, unknown>;

const refuse = (result: string, message: string): Body => ({ result, message });
const NO_SUCH_NUMBER = refuse('400091', '小号不存在');

type Parameters<Name extends keyof typeof PARAMETERS> = z.infer<(typeof PARAMETERS)[Name]>;

/** Sections 2.1.1 and 2.1.3: one function code, four modes. */
export function bindAx(p: Parameters<'middleNumberAX'>, state: WinnerlookState, world: SimulatorWorld): Body {
  const mode = p.withExtNumber === 1 ? 'AXX' : p.mode === 4 ? 'AXYB' : p.mode === 2 ? 'AX' : 'AXN';
  if (mode === 'AXYB' && p.middleNumber === undefined) return refuse('400000', '参数信息不能为空');
  if (mode !== 'AXYB') {
    const nameLength = [...(p.calleeName ?? '')].length;
    if (nameLength < 2 || nameLength > 6) return refuse('400093', '姓名格式错误');
    if (!/^\d{14,20}[\dXx]$/.test(p.calleeId ?? '')) return refuse('400094', '身份证号码格式错误');
  }
  const isUnbound = ({ mode: m, a }: SimulatedBinding) =>
    p.autoUnbindNumberA !== undefined && ['AX', 'AXN'].includes(m) && a === p.autoUnbindNumberA;
  const taken = (x: string) => bindingsOf(state, x, world.now()).filter((binding) => !isUnbound(binding));
  const x = p.middleNumber ?? POOL.find((candidate) => (mode === 'AXX' ? true : taken(candidate).length === 0));
  if (x === undefined || !POOL.includes(x)) return NO_SUCH_NUMBER;
  const others = taken(x);
  const extension = mode === 'AXX' ? (p.ext ?? freeExtension(others)) : undefined;
  if (others.some((other) => other.a === p.bindNumberA && other.mode === mode))
    return refuse('400095', '绑定关系已存在');
  const sharesX = mode === 'AXX' && others.every((other) => other.mode === 'AXX' && other.extension !== extension);
  if (others.length > 0 && !sharesX) return refuse('400090', '小号已绑定');
  // A request that is refused unbinds nothing.
  state.bindings = state.bindings.filter((binding) => !isUnbound(binding));
  return add(state, world, p, { mode, x, a: p.bindNumberA, b: p.bindNumberB, extension });
}

/** Section 2.1.2. One X serves many pairs, as long as neither end of a pair is in another. */
export function bindAxb(p: Parameters<'middleNumberAXB'>, state: WinnerlookState, world: SimulatorWorld): Body {
  const ends = [p.bindNumberA, p.bindNumberB];
  const clashing = (x: string) =>
    bindingsOf(state, x, world.now()).filter(({ mode, a, b }) =>
      mode === 'AXB' ? ends.includes(a ?? '') || ends.includes(b ?? '') : mode !== 'TRANSFER',
    );
  const x = p.middleNumber ?? POOL.find((candidate) => clashing(candidate).length === 0);
  if (x === undefined || !POOL.includes(x)) return NO_SUCH_NUMBER;
  const [clash] = clashing(x);
  if (clash)
    return clash.a === ends[0] && clash.b === ends[1]
      ? refuse('400095', '绑定关系已存在')
      : refuse('400090', '小号已绑定');
  return add(state, world, p, { mode: 'AXB', x, a: p.bindNumberA, b: p.bindNumberB });
}

/** Section 2.1.4: goes with an AXyb binding on the same X. */
export function bindXyb(p: Parameters<'middleNumberXYB'>, state: WinnerlookState, world: SimulatorWorld): Body {
  if (!POOL.includes(p.middleNumber) || !POOL.includes(p.bindNumberY)) return NO_SUCH_NUMBER;
  const others = bindingsOf(state, p.middleNumber, world.now());
  if (!others.some(({ mode }) => mode === 'AXYB')) return refuse('400092', '绑定关系不存在');
  if (others.some(({ mode, b }) => mode === 'XYB' && b === p.bindNumberB)) return refuse('400095', '绑定关系已存在');
  return add(state, world, p, { mode: 'XYB', x: p.middleNumber, y: p.bindNumberY, b: p.bindNumberB });
}

/**
 * Section 2.1.5; with isDeleteTransfer 1 it deletes. X is put through to one number: setting another one replaces it.
 */
export function transfer(p: Parameters<'axbTransfer'>, state: WinnerlookState, world: SimulatorWorld): Body {
  const x = p.transferMiddleNumber;
  if (!POOL.includes(x)) return NO_SUCH_NUMBER;
  const found = bindingsOf(state, x, world.now()).find(({ mode }) => mode === 'TRANSFER');
  if (p.isDeleteTransfer === 1) return found?.a === p.transferToNumberA ? remove(state, found) : NO_SUCH_BINDING;
  state.bindings = state.bindings.filter((binding) => binding !== found);
  add(state, world, p, { mode: 'TRANSFER', x, a: p.transferToNumberA });
  return { result: '000000', message: 'OK' };
}

/** Section 2.1.10. The reply names no X; its table does name bindId. */
export function bindAxg(p: Parameters<'axgBind'>, state: WinnerlookState, world: SimulatorWorld): Body {
  if (!POOL.includes(p.middleNumber)) return NO_SUCH_NUMBER;
  if (!state.groups[p.groupId]) return refuse('400000', '参数信息不能为空');
  if (bindingsOf(state, p.middleNumber, world.now()).length > 0) return refuse('400090', '小号已绑定');
  const { result, message, bindId } = add(state, world, p, {
    mode: 'AXG',
    x: p.middleNumber,
    a: p.bindNumberA,
    groupId: p.groupId,
  });
  return { result, message, bindId };
}

const NO_SUCH_BINDING = refuse('400092', '绑定关系不存在');
const UNBIND_MODES = { '0': 'AXB', '1': 'AXN', '2': 'AX', '3': 'AXX', '4': 'AXYB', '5': 'XYB' } as const;

/** Sections 2.1.6 to 2.1.9: four shapes under one function code. */
export function unbind(p: Parameters<'middleNumberUnbind'>, state: WinnerlookState): Body {
  const mode = p.withExtNumber === 1 ? 'AXX' : p.mode && UNBIND_MODES[p.mode];
  if (!mode || (p.withExtNumber === 1 && p.ext === undefined)) return refuse('400000', '参数信息不能为空');
  // 2.1.7 names the extension and no A; mode 3 of 2.1.6 names A and no extension.
  const byExtension = mode === 'AXX' && p.ext !== undefined;
  const found = state.bindings.find(
    (binding) =>
      binding.mode === mode &&
      binding.x === p.middleNumber &&
      (mode === 'XYB' ? binding.y === p.bindNumberY && binding.b === p.bindNumberB : true) &&
      (byExtension ? binding.extension === p.ext : true) &&
      (mode === 'AXB' ? binding.b === p.bindNumberB : true) &&
      (byExtension || mode === 'XYB' ? true : binding.a === p.bindNumberA),
  );
  return found ? remove(state, found) : NO_SUCH_BINDING;
}

/** Section 2.1.10. */
export function unbindAxg(p: Parameters<'axgUnbind'>, state: WinnerlookState): Body {
  const found = state.bindings.find(({ bindId }) => bindId === p.bindId);
  return found ? remove(state, found) : NO_SUCH_BINDING;
}

interface Common {
  readonly callRec?: number | undefined;
  readonly maxBindingTime?: number | undefined;
  readonly callbackUrl?: string | undefined;
  readonly callinCallbackUrl?: string | undefined;
  readonly smsFlag?: string | undefined;
  readonly smsCallbackUrl?: string | undefined;
  readonly customerData?: string | undefined;
}

type Ends = Pick<SimulatedBinding, 'mode' | 'x' | 'a' | 'b' | 'y' | 'extension' | 'groupId'>;

function add(state: WinnerlookState, world: SimulatorWorld, common: Common, ends: Ends): Body {
  const { callRec, maxBindingTime, callbackUrl, callinCallbackUrl, smsFlag, smsCallbackUrl, customerData } = common;
  const bindId = world.newId();
  state.bindings.push({
    bindId,
    ...ends,
    records: callRec !== 0,
    endsAt: maxBindingTime ? world.now() + maxBindingTime * 1000 : undefined,
    callbackUrl,
    callinCallbackUrl,
    smsFlag,
    smsCallbackUrl,
    customerData,
  });
  return {
    message: 'SUCCESS',
    bindId,
    result: '000000',
    middleNumber: ends.x,
    bindNumberY: ends.y,
    extNumber: ends.extension,
  };
}

function remove(state: WinnerlookState, gone: SimulatedBinding): Body {
  state.bindings = state.bindings.filter((binding) => binding !== gone);
  return { result: '000000', message: 'OK' };
}

function freeExtension(others: readonly SimulatedBinding[]): string | undefined {
  const used = new Set(others.map(({ extension }) => extension));
  return Array.from({ length: 10_000 }, (_, index) => String(index).padStart(4, '0')).find(
    (ext) => !used.has(ext) && ext !== '0000',
  );
}
