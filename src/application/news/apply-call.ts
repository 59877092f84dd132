import type { Binding } from '../../domain/binding.ts';
import type { Call } from '../../domain/call.ts';
import { applyCallReport } from '../../domain/call-news.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Repositories } from '../../store/store.ts';
import type { CallNews } from '../../vendors/vendor.ts';
import type { Premises } from '../house.ts';
import { newId } from '../new-id.ts';
import { expectRecording } from '../recordings/expect-recording.ts';
import { adopt } from './adopt.ts';
import { findBinding, linkTo } from './link-calls.ts';

/** Applies what a vendor said about a call. A call is the vendor's to announce: an unknown one is recorded. */
export async function applyCallNews(
  tx: Repositories,
  house: Premises,
  delivery: Delivery,
  news: CallNews,
  now: Instant,
): Promise<void> {
  const { accountId, vendor } = delivery;
  const [known] = await tx.calls.findByVendorId(news.vendorCallId, accountId);
  const binding = known?.bindingId === undefined ? await bindingOf(tx, house, accountId, news, now) : undefined;
  const before: Call = known ?? {
    id: newId('call'),
    accountId,
    vendor,
    vendorCallId: news.vendorCallId,
    status: news.status,
    createdAt: now,
    updatedAt: now,
  };
  const linked = binding ? { ...before, ...linkTo(binding) } : before;
  const { call, steps } = applyCallReport(linked, known === undefined, news, now);
  if (known && call === before) return;
  if (known) await tx.calls.update(call);
  else await tx.calls.insert(call, news.vendorBindingId);
  await expectRecording(tx, house, call);
  await tx.events.append(
    steps.map((step) => ({ topic: 'CALL', record: step.call, at: now, previousStatus: step.previous })),
  );
}

/** The binding of a call that has none yet. One of unknown fate is adopted, and takes the calls along that waited for it. */
async function bindingOf(
  tx: Repositories,
  house: Premises,
  accountId: string,
  news: CallNews,
  now: Instant,
): Promise<Binding | undefined> {
  const { facts, vendorBindingId } = news;
  const found = await findBinding(tx, accountId, news, facts, facts.startedAt, now);
  return found && adopt(tx, house, found, { vendorBindingId, numberX: facts.numberX }, now);
}
