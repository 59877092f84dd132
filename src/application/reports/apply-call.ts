import type { Binding } from '../../domain/binding.ts';
import type { Call } from '../../domain/call.ts';
import { applyCallReport } from '../../domain/call-report.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Repositories } from '../../store/store.ts';
import type { CallReport } from '../../vendors/vendor.ts';
import { expectRecording } from '../recordings/expect-recording.ts';
import { adopt } from '../records/adopt.ts';
import { findBinding, linkTo } from '../records/link-calls.ts';
import { newId } from '../records/new-id.ts';
import type { Services } from '../services.ts';

/** Applies what a vendor said about a call. A call is the vendor's to announce: an unknown one is recorded. */
export async function applyCallReportOf(
  tx: Repositories,
  services: Pick<Services, 'accounts' | 'now'>,
  delivery: Delivery,
  report: CallReport,
  now: Instant,
): Promise<void> {
  const { accountId, vendor } = delivery;
  const [known] = await tx.calls.findByVendorId(report.vendorCallId, accountId);
  const binding = known?.bindingId === undefined ? await bindingOf(tx, services, accountId, report, now) : undefined;
  const before: Call = known ?? {
    id: newId('call'),
    accountId,
    vendor,
    vendorCallId: report.vendorCallId,
    status: report.status,
    createdAt: now,
    updatedAt: now,
  };
  const linked = binding ? { ...before, ...linkTo(binding) } : before;
  const { call, steps } = applyCallReport(linked, known === undefined, report, now);
  if (known && call === before) return;
  if (known) await tx.calls.update(call);
  else await tx.calls.insert(call, report.vendorBindingId);
  await expectRecording(tx, services, call);
  await tx.events.append(
    steps.map((step) => ({ topic: 'CALL', record: step.call, at: now, previousStatus: step.previous })),
  );
}

/**
 * The binding of a call that has none yet. One of unknown fate is adopted, and takes the calls along that waited for
 * it.
 */
async function bindingOf(
  tx: Repositories,
  services: Pick<Services, 'accounts'>,
  accountId: string,
  report: CallReport,
  now: Instant,
): Promise<Binding | undefined> {
  const { facts, vendorBindingId } = report;
  const found = await findBinding(tx, accountId, report, facts, facts.startedAt, now);
  return found && adopt(tx, services, found, { vendorBindingId, numberX: facts.numberX }, now);
}
