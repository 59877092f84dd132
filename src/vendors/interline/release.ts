import type { BindingMode } from '../../domain/binding.ts';
import { accepted } from '../../domain/outcome.ts';
import { type ReleaseWay, releaseFaults, tellingOf } from '../release-ways.ts';
import type { Operation, ReleaseOrder } from '../vendor.ts';
import { BINDINGS_PATH, transferPath } from './bindings.ts';
import { type InterlineCredentials, type Parameters, queryRequest, readReply, refused, replySchema } from './client.ts';
import { ALREADY_GONE } from './codes.ts';

/** A way with its address, and what goes into the query beside the appid. */
interface Way extends ReleaseWay {
  address(facts: Readonly<Record<string, string>>): { readonly path: string; readonly query: Parameters };
}

/** Sections 4.2 and 4.4: a binding is released by its subid, a transfer by its X. Interline has no other mode. */
export const WAYS: Partial<Record<BindingMode, readonly Way[]>> = {
  AXB: [{ facts: { subid: 'vendorBindingId' }, address: ({ subid }) => ({ path: BINDINGS_PATH, query: { subid } }) }],
  TRANSFER: [{ facts: { x: 'numberX' }, address: ({ x }) => ({ path: transferPath(x), query: {} }) }],
};

/** Releases a binding or a transfer. */
export const release: Operation<InterlineCredentials, ReleaseOrder, Record<never, never>> = {
  options: {},
  repeatable: true,
  check: ({ binding }) => releaseFaults('Interline', WAYS[binding.mode] ?? [], binding),
  request: (account, { binding }, now) => {
    const { way, parameters } = tellingOf(WAYS[binding.mode] ?? [], binding);
    const { path, query } = way.address(parameters);
    return queryRequest(account, 'DELETE', path, { appid: account.credentials.appid, ...query }, now);
  },
  read: (answer) =>
    readReply(
      answer,
      replySchema,
      () => ({}),
      (body) => (ALREADY_GONE.has(body.error) ? accepted({}) : refused(body)),
    ),
};
