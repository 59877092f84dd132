import type { Delivery } from '../../domain/delivery.ts';
import { FIRST_REVISION } from '../../domain/revision.ts';
import type { SmsMessage } from '../../domain/sms.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Repositories } from '../../store/store.ts';
import type { SmsReport } from '../../vendors/vendor.ts';
import { adopt } from '../records/adopt.ts';
import { findBinding, linkTo } from '../records/link-calls.ts';
import { newId } from '../records/new-id.ts';
import type { Services } from '../services.ts';

/** Records a text that crossed a virtual number. Pushed again it is the same text. */
export async function applySmsReport(
  tx: Repositories,
  services: Pick<Services, 'accounts'>,
  delivery: Delivery,
  report: SmsReport,
  now: Instant,
): Promise<void> {
  const { accountId, vendor } = delivery;
  const { vendorSmsId, token: _ours, vendorBindingId: _theirs, at, ...told } = report;
  const numbers = { numberX: report.numberX, caller: report.from, callee: report.to };
  const found = await findBinding(tx, accountId, report, numbers, at, now);
  const binding = found && (await adopt(tx, services, found, { ...report, people: [report.from, report.to] }, now));
  const record: SmsMessage = {
    id: newId('sms'),
    accountId,
    vendor,
    status: 'RECEIVED',
    ...(binding ? linkTo(binding) : {}),
    ...told,
    ...(at === undefined ? {} : { sentAt: at }),
    revision: FIRST_REVISION,
    createdAt: now,
    updatedAt: now,
  };
  // Without an id or a time two equal texts cannot be told from one that is pushed twice: none is lost.
  const identity = vendorSmsId ?? (at === undefined ? delivery.id : JSON.stringify([told, at]));
  const isNew = await tx.sms.insert(record, identity);
  if (isNew) await tx.events.append([{ topic: 'SMS', record, at: now, previousStatus: undefined }]);
}
