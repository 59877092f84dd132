import type { Store } from '../store/store.ts';
import type { Sandbox } from './sandbox.ts';
import type { ReportOrder, ReportResult } from './simulator.ts';

/** Decides what becomes of one of our voice messages at its simulated vendor. */
export async function reportMessage(
  sandbox: Sandbox,
  store: Pick<Store, 'messages'>,
  id: string,
  order: Omit<ReportOrder, 'messageId'>,
): Promise<ReportResult> {
  const message = await store.messages.find(id);
  if (!message) return { reported: false, reason: `There is no voice message ${id}.` };
  const { vendor, vendorMessageId } = message;
  if (vendorMessageId === undefined) return { reported: false, reason: 'The vendor has no name for this message.' };
  return sandbox.report(vendor, { ...order, messageId: vendorMessageId });
}
