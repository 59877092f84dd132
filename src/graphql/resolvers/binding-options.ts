import type { Binding } from '../../domain/binding.ts';
import type { Resolvers } from '../generated.ts';

/** A term that was asked for; null where it was left out. */
const term =
  <Name extends keyof Binding['terms']>(name: Name) =>
  ({ terms }: Binding): NonNullable<Binding['terms'][Name]> | null =>
    terms[name] ?? null;

/** What was asked for when a binding was made. */
export const bindingOptionsResolvers: Pick<Resolvers, 'BindingOptions'> = {
  // Of the binding itself, so that a number that is shown here is shown of it in the audit trail.
  BindingOptions: {
    areaCode: term('areaCode'),
    lifetimeSeconds: term('lifetimeSeconds'),
    maxCallSeconds: term('maxCallSeconds'),
    showCallerToA: term('showCallerToA'),
    showCallerToB: term('showCallerToB'),
    announcements: ({ terms: { announcements } }) =>
      announcements
        ? { whenACalls: null, whenBCalls: null, whenOthersCall: null, afterAnswer: null, ...announcements }
        : null,
    sms: term('sms'),
    incomingCallEvents: term('incomingCallEvents'),
    replacesNumberA: term('replacesNumberA'),
    autoAssignY: term('autoAssignY'),
  },
};
