import type { BindingTerms } from '../../domain/binding.ts';
import { fault } from '../../domain/input-fault.ts';
import { readPhoneNumber } from '../../domain/phone-number.ts';
import type { BindOrder, BindReply, Operation, OptionTable, VendorAccount } from '../vendor.ts';
import { defined, flag } from '../wire.ts';
import { extensionFaults, holderFaults, mobileFaults } from './bounds.ts';
import { type FunctionCode, readReply, type WinnerlookCredentials, winnerlookRequest } from './client.ts';

type Account = VendorAccount<WinnerlookCredentials>;
type BindOperation = Operation<WinnerlookCredentials, BindOrder, BindReply>;

// Section 2.1.2: 1 delivers, 2 delivers and pushes the text, 3 holds it back and pushes it.
export const SMS_FLAGS = { DELIVER: '1', DELIVER_AND_REPORT: '2', INTERCEPT: '3' } as const;

const COMMON = { record: 'optional', lifetimeSeconds: 'optional' } as const satisfies OptionTable<BindOrder>;

const ax: Pick<BindOperation, 'check'> & { options: OptionTable<BindOrder> } = {
  options: {
    ...COMMON,
    numberA: 'required',
    numberB: 'optional',
    numberX: 'optional',
    holder: 'required',
    areaCode: 'optional',
    maxCallSeconds: 'optional',
    replacesNumberA: 'optional',
    'announcements.whenOthersCall': 'optional',
  },
  check: (order) => [...mobileFaults(order.terms), ...holderFaults(order.terms)],
};

/** Section 2.1.1, mode 1: callers of X reach A. */
export const bindAxn: BindOperation = operation('middleNumberAX', axParameters(1), {
  ...ax,
  options: { ...ax.options, incomingCallEvents: 'optional' },
});

/** Section 2.1.1, mode 2. */
export const bindAx: BindOperation = operation('middleNumberAX', axParameters(2), {
  ...ax,
  options: { ...ax.options, showCallerToA: 'optional' },
});

/**
 * Section 2.1.1 with an extension: X serves many A, each behind four digits. The table marks `mode` as required and
 * lists none for AXx, so the one that it calls the default goes with `withExtNumber` 1, which it demands.
 */
export const bindAxx: BindOperation = operation('middleNumberAX', axParameters(1, { withExtNumber: 1 }), {
  options: { ...withoutReplacing(), extension: 'optional' },
  check: (order) => [...mobileFaults(order.terms), ...holderFaults(order.terms), ...extensionFaults(order.terms)],
});

/** Section 2.1.2. */
export const bindAxb: BindOperation = operation(
  'middleNumberAXB',
  ({ terms, token }, account) => ({
    ...commonParameters(terms, account),
    bindNumberB: terms.numberB,
    passthroughCallerToA: flag(terms.showCallerToA),
    passthroughCallerToB: flag(terms.showCallerToB),
    maxCallDuration: terms.maxCallSeconds,
    announceCodeToA: terms.announcements?.whenACalls,
    announceCodeToB: terms.announcements?.whenBCalls,
    announceCodeToOther: terms.announcements?.whenOthersCall,
    areaCode: terms.areaCode,
    customerData: token,
    smsFlag: terms.sms && SMS_FLAGS[terms.sms],
    smsCallbackUrl: terms.sms && terms.sms !== 'DELIVER' ? account.callbackUrl('sms', token) : undefined,
  }),
  {
    options: {
      ...COMMON,
      numberA: 'required',
      numberB: 'required',
      numberX: 'optional',
      showCallerToA: 'optional',
      showCallerToB: 'optional',
      maxCallSeconds: 'optional',
      areaCode: 'optional',
      sms: 'optional',
      'announcements.whenACalls': 'optional',
      'announcements.whenBCalls': 'optional',
      'announcements.whenOthersCall': 'optional',
    },
    check: (order) => mobileFaults(order.terms),
  },
);

/** Section 2.1.3: A sees a Y in place of B; with autoBindY the vendor picks Y when B calls. */
export const bindAxyb: BindOperation = operation(
  'middleNumberAX',
  ({ terms, token }, account) => ({
    ...commonParameters(terms, account),
    ...tokenInAddress(account, token),
    mode: 4,
    autoBindY: terms.autoAssignY === undefined ? undefined : terms.autoAssignY ? '1' : '0',
  }),
  {
    options: { ...COMMON, numberX: 'required', numberA: 'required', autoAssignY: 'optional' },
    check: (order) => mobileFaults(order.terms),
  },
);

/**
 * Section 2.1.4. It has neither a callback address nor customerData: its calls are linked by bindId, then by X, Y and
 * B.
 */
export const bindXyb: BindOperation = operation(
  'middleNumberXYB',
  ({ terms }) => ({
    middleNumber: terms.numberX,
    bindNumberY: terms.numberY,
    bindNumberB: terms.numberB,
    callRec: flag(terms.record),
    maxBindingTime: terms.lifetimeSeconds,
  }),
  {
    options: { ...COMMON, numberX: 'required', numberY: 'required', numberB: 'required' },
    check: (order) => mobileFaults(order.terms),
  },
);

/** Section 2.1.10: A and a group of numbers reach each other through X. */
export const bindAxg: BindOperation = operation(
  'axgBind',
  ({ terms, token, vendorGroupId }, account) => ({
    ...commonParameters(terms, account),
    ...tokenInAddress(account, token),
    groupId: vendorGroupId,
    passthroughCallerNumber: flag(terms.showCallerToA),
  }),
  {
    options: {
      ...COMMON,
      numberX: 'required',
      numberA: 'required',
      groupId: 'required',
      showCallerToA: 'optional',
      showCallerToB: 'optional',
    },
    check: ({ terms }) => [
      ...mobileFaults(terms),
      ...(terms.showCallerToA === terms.showCallerToB
        ? []
        : [
            fault(
              'showCallerToB',
              'In mode AXG callers are shown both ways or not at all: give both flags the same value.',
            ),
          ]),
    ],
  },
);

/** Section 2.1.5: callers of X that have no binding are put through to A. The reply names no binding. */
export const bindTransfer: BindOperation = operation(
  'axbTransfer',
  ({ terms, token }, account) => ({
    transferMiddleNumber: terms.numberX,
    transferToNumberA: terms.numberA,
    callRec: flag(terms.record),
    ...tokenInAddress(account, token),
    passthroughCallerToA: flag(terms.showCallerToA),
    smsFlag: terms.sms && SMS_FLAGS[terms.sms],
  }),
  {
    options: {
      numberX: 'required',
      numberA: 'required',
      record: 'optional',
      showCallerToA: 'optional',
      sms: 'optional',
    },
  },
);

type Parameters = (order: BindOrder, account: Account) => Record<string, unknown>;

function operation(
  functionCode: FunctionCode,
  parameters: Parameters,
  rules: Pick<BindOperation, 'options' | 'check'>,
): BindOperation {
  return {
    ...rules,
    request: (account, order, now) => winnerlookRequest(account, functionCode, parameters(order, account), now),
    read: (answer) =>
      readReply(answer, (body) =>
        defined({
          vendorBindingId: body.bindId,
          numberX: body.middleNumber && readPhoneNumber(body.middleNumber),
          numberY: body.bindNumberY && readPhoneNumber(body.bindNumberY),
          extension: body.extNumber,
        }),
      ),
  };
}

function commonParameters(terms: BindingTerms, account: Account): Record<string, unknown> {
  return {
    middleNumber: terms.numberX,
    bindNumberA: terms.numberA,
    callRec: flag(terms.record),
    maxBindingTime: terms.lifetimeSeconds,
    callbackUrl: account.callbackUrl(),
  };
}

/**
 * Operations without customerData get our token back in the address that they push to. No table bounds an address's
 * length; the token adds 42 characters.
 */
const tokenInAddress = (account: Account, token: string) => ({ callbackUrl: account.callbackUrl(undefined, token) });

function axParameters(mode: 1 | 2, also: { withExtNumber?: 1 } = {}): Parameters {
  return ({ terms, token }, account) => ({
    ...commonParameters(terms, account),
    bindNumberB: terms.numberB,
    calleeName: terms.holder?.name,
    calleeId: terms.holder?.idNumber,
    mode,
    ...also,
    ext: terms.extension,
    maxCallDuration: terms.maxCallSeconds,
    autoUnbindNumberA: terms.replacesNumberA,
    passthroughCallerToA: flag(terms.showCallerToA),
    areaCode: terms.areaCode,
    announceCodeToOther: terms.announcements?.whenOthersCall,
    callinCallbackUrl: terms.incomingCallEvents ? account.callbackUrl('incoming-call', token) : undefined,
    customerData: token,
  });
}

function withoutReplacing(): OptionTable<BindOrder> {
  const { replacesNumberA: _onlyAxAndAxn, ...options } = ax.options;
  return options;
}
