import type { BindingMode } from '../../domain/binding.ts';
import { type BindingFact, type ReleaseWay, releaseFaults, tellingOf } from '../release-ways.ts';
import type { Operation, ReleaseOrder } from '../vendor.ts';
import { type FunctionCode, readReply, type WinnerlookCredentials, winnerlookRequest } from './client.ts';

/** A way with its function code, and what it says besides the facts. */
interface Way extends ReleaseWay {
  readonly functionCode: FunctionCode;
  readonly says: Readonly<Record<string, string | number>>;
}

const unbind = (says: Way['says'], facts: Record<string, BindingFact>): Way => ({
  functionCode: 'middleNumberUnbind',
  says,
  facts: { middleNumber: 'numberX', ...facts },
});

// `mode` of middleNumberUnbind is a String in its table (2.1.6), unlike the int of the same name when binding.
const byA = (mode: string): Way => unbind({ mode }, { bindNumberA: 'numberA' });

/** Sections 2.1.5 to 2.1.10: how each mode is released, the preferred way first. Every fact is 必填 in its table. */
export const WAYS: Record<BindingMode, readonly Way[]> = {
  // 2.1.6: bindNumberB is 选填, and 必填 for AXB.
  AXB: [unbind({ mode: '0' }, { bindNumberA: 'numberA', bindNumberB: 'numberB' })],
  AXN: [byA('1')],
  AX: [byA('2')],
  // 2.1.7; an extension that was lost with the answer is nowhere told again, and 2.1.6 lists AXx as its mode 3.
  AXX: [unbind({ withExtNumber: 1 }, { ext: 'extension' }), byA('3')],
  // 2.1.8, the same as mode 4 of 2.1.6.
  AXYB: [byA('4')],
  // 2.1.9. Mode 5 of 2.1.6 asks for a number A, which an XYB binding has not.
  XYB: [unbind({ mode: '5' }, { bindNumberY: 'numberY', bindNumberB: 'numberB' })],
  AXG: [{ functionCode: 'axgUnbind', says: {}, facts: { bindId: 'vendorBindingId' } }],
  TRANSFER: [
    {
      functionCode: 'axbTransfer',
      says: { isDeleteTransfer: 1 },
      facts: { transferMiddleNumber: 'numberX', transferToNumberA: 'numberA' },
    },
  ],
};

// 绑定关系不存在: gone already, which is what was wanted.
const NO_SUCH_BINDING = '400092';

/** Releases a binding of any mode. */
export const release: Operation<WinnerlookCredentials, ReleaseOrder, Record<never, never>> = {
  options: {},
  repeatable: true,
  check: ({ binding }) => releaseFaults('Winnerlook', WAYS[binding.mode], binding),
  request: (account, { binding }, now) => {
    const { way, parameters } = tellingOf(WAYS[binding.mode], binding);
    return winnerlookRequest(account, way.functionCode, { ...parameters, ...way.says }, now);
  },
  read: (answer) => readReply(answer, () => ({}), [NO_SUCH_BINDING]),
};
