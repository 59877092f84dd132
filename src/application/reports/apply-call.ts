import type { Call } from '../../domain/call.ts';
import { applyCallReport, type CallStep } from '../../domain/call-report.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { FIRST_REVISION, nextRevision } from '../../domain/revision.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Repositories } from '../../store/store.ts';
import type { CallReport } from '../../vendors/vendor.ts';
import { expectRecording } from '../recordings/expect-recording.ts';
import { adopt, type ToldOfBinding } from '../records/adopt.ts';
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
  const find = async () => (await tx.calls.findByVendorId(report.vendorCallId, accountId))[0];
  const asRead = await find();
  const { facts } = report;
  const found =
    asRead?.bindingId === undefined ? await findBinding(tx, accountId, report, facts, facts.startedAt, now) : undefined;
  // One of unknown fate is adopted, and takes along the calls that waited for it: this one may be among them.
  const binding = found && (await adopt(tx, services, found, toldOfBinding(report), now));
  const known = binding === found ? asRead : await find();
  const before: Call = known ?? {
    id: newId('call'),
    accountId,
    vendor,
    vendorCallId: report.vendorCallId,
    status: report.status,
    revision: NOT_STORED,
    createdAt: now,
    updatedAt: now,
  };
  const linked = binding && binding.id !== before.bindingId ? { ...before, ...linkTo(binding) } : before;
  const applied = applyCallReport(linked, known === undefined, report, now);
  if (known && applied.call === before) return;
  // A report that says nothing new can still have led to the binding: who watches the binding learns of the call.
  const { call, steps } = applied.call === linked ? justLinked(linked, now) : applied;
  if (known) await tx.calls.update(call);
  else await tx.calls.insert(call, report.vendorBindingId);
  await expectRecording(tx, services, call);
  await tx.events.append(
    steps.map((step) => ({ topic: 'CALL', record: step.call, at: now, previousStatus: step.previous })),
  );
}

// The first step of a new call makes it one more.
const NOT_STORED = FIRST_REVISION - 1;

const toldOfBinding = ({ vendorBindingId, facts: { numberX, caller, callee } }: CallReport): ToldOfBinding => ({
  ...{ vendorBindingId, numberX },
  people: [caller, callee],
});

function justLinked(linked: Call, now: Instant): { readonly call: Call; readonly steps: readonly CallStep[] } {
  const call = { ...linked, revision: nextRevision(linked), updatedAt: now };
  return { call, steps: [{ previous: call.status, call }] };
}
