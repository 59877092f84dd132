import type { Delivery } from '../../domain/delivery.ts';
import type { SmsMessage } from '../../domain/sms.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Repositories } from '../../store/store.ts';
import type { SmsNews } from '../../vendors/vendor.ts';
import type { Premises } from '../house.ts';
import { newId } from '../new-id.ts';
import { adopt } from './adopt.ts';
import { findBinding, linkTo } from './link-calls.ts';

/** Records a text that crossed a virtual number. Pushed again it is the same text. */
export async function applySmsNews(
  tx: Repositories,
  house: Premises,
  delivery: Delivery,
  news: SmsNews,
  now: Instant,
): Promise<void> {
  const { accountId, vendor } = delivery;
  const { vendorSmsId, token: _ours, vendorBindingId: _theirs, at, ...told } = news;
  const numbers = { numberX: news.numberX, caller: news.from, callee: news.to };
  const found = await findBinding(tx, accountId, news, numbers, at, now);
  const binding = found && (await adopt(tx, house, found, news, now));
  const record: SmsMessage = {
    id: newId('sms'),
    accountId,
    vendor,
    status: 'RECEIVED',
    ...(binding ? linkTo(binding) : {}),
    ...told,
    ...(at === undefined ? {} : { sentAt: at }),
    createdAt: now,
    updatedAt: now,
  };
  // Without an id or a time two equal texts cannot be told from one that is pushed twice: none is lost.
  const identity = vendorSmsId ?? (at === undefined ? delivery.id : JSON.stringify([told, at]));
  const isNew = await tx.sms.insert(record, identity);
  if (isNew) await tx.events.append([{ topic: 'SMS', record, at: now, previousStatus: undefined }]);
}
