import type { Binding, BindingMode } from '../../domain/binding.ts';
import { fault } from '../../domain/input-fault.ts';
import type { Operation, ReleaseOrder, VendorAccount, VendorRequest } from '../vendor.ts';
import { type FunctionCode, readReply, type WinnerlookCredentials, winnerlookRequest } from './client.ts';

type Shape = { functionCode: FunctionCode; parameters: (binding: Binding) => Record<string, unknown> };

// `mode` of middleNumberUnbind is a String in its table (2.1.6), unlike the int of the same name when binding.
const unbind = (parameters: Shape['parameters']): Shape => ({ functionCode: 'middleNumberUnbind', parameters });
const byA = (mode: string) =>
  unbind(({ terms }) => ({ middleNumber: terms.numberX, bindNumberA: terms.numberA, mode }));

/** Sections 2.1.5 to 2.1.10: how each mode is released. */
const SHAPES: Record<BindingMode, Shape> = {
  AXB: unbind(({ terms }) => ({
    middleNumber: terms.numberX,
    bindNumberA: terms.numberA,
    bindNumberB: terms.numberB,
    mode: '0',
  })),
  AXN: byA('1'),
  AX: byA('2'),
  AXX: unbind(({ terms }) => ({ middleNumber: terms.numberX, withExtNumber: 1, ext: terms.extension })),
  AXYB: byA('4'),
  XYB: unbind(({ terms }) => ({
    middleNumber: terms.numberX,
    bindNumberY: terms.numberY,
    bindNumberB: terms.numberB,
    mode: '5',
  })),
  AXG: { functionCode: 'axgUnbind', parameters: ({ vendorBindingId }) => ({ bindId: vendorBindingId }) },
  TRANSFER: {
    functionCode: 'axbTransfer',
    parameters: ({ terms }) => ({
      transferMiddleNumber: terms.numberX,
      transferToNumberA: terms.numberA,
      isDeleteTransfer: 1,
    }),
  },
};

// 绑定关系不存在: gone already, which is what was wanted.
const NO_SUCH_BINDING = '400092';

/** Releases a binding of any mode. */
export const release: Operation<WinnerlookCredentials, ReleaseOrder, Record<never, never>> = {
  options: {},
  repeatable: true,
  // A binding whose answer was lost has no name at the vendor until news of it comes in.
  check: ({ binding }) => {
    const isKnown =
      binding.mode === 'AXG' ? binding.vendorBindingId !== undefined : binding.terms.numberX !== undefined;
    const message =
      'The vendor’s answer was lost, and with it what the binding is released by. It is settled by its first call, or at the deadline.';
    return isKnown ? [] : [fault('bindingId', message, 'CONFLICT')];
  },
  request: (account: VendorAccount<WinnerlookCredentials>, { binding }, now): VendorRequest => {
    const shape = SHAPES[binding.mode];
    return winnerlookRequest(account, shape.functionCode, shape.parameters(binding), now);
  },
  read: (answer) => readReply(answer, () => ({}), [NO_SUCH_BINDING]),
};
