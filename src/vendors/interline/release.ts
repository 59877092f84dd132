import { fault } from '../../domain/input-fault.ts';
import { accepted } from '../../domain/outcome.ts';
import type { Operation, ReleaseOrder } from '../vendor.ts';
import { BINDINGS_PATH, transferPath } from './bindings.ts';
import { type InterlineCredentials, queryRequest, readReply, refused, replySchema } from './client.ts';
import { ALREADY_GONE } from './codes.ts';

/** Sections 4.2 and 4.4: a binding is released by its subid, a transfer by its X. */
export const release: Operation<InterlineCredentials, ReleaseOrder, Record<never, never>> = {
  options: {},
  repeatable: true,
  check: ({ binding }) =>
    binding.mode === 'TRANSFER' || binding.vendorBindingId !== undefined
      ? []
      : [
          fault(
            [],
            'Interline releases a binding by its subid, which it has not told yet: it comes with the first push of a ' +
              'call through the binding. Until then the binding ends by its lifetime only.',
            'UNSUPPORTED',
          ),
        ],
  request: (account, { binding }, now) => {
    const { appid } = account.credentials;
    return binding.mode === 'TRANSFER'
      ? queryRequest(account, 'DELETE', transferPath(binding.terms.numberX), { appid }, now)
      : queryRequest(account, 'DELETE', BINDINGS_PATH, { appid, subid: binding.vendorBindingId }, now);
  },
  read: (answer) =>
    readReply(
      answer,
      replySchema,
      () => ({}),
      (body) => (ALREADY_GONE.has(body.error) ? accepted({}) : refused(body)),
    ),
};
