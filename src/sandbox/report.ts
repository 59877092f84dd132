import type { VoiceMessage } from '../domain/message.ts';
import type { Sandbox } from './sandbox.ts';
import type { ReportOrder, ReportResult } from './simulator.ts';

/** Decides what becomes of one of our voice messages at its simulated vendor. */
export async function reportMessage(
  sandbox: Sandbox,
  find: (id: string) => Promise<VoiceMessage | undefined>,
  id: string,
  order: Omit<ReportOrder, 'messageId'>,
): Promise<ReportResult> {
  const message = await find(id);
  if (!message) return { reported: false, reason: `There is no voice message ${id}.` };
  const { vendor, vendorMessageId } = message;
  if (vendorMessageId === undefined) return { reported: false, reason: 'The vendor has no name for this message.' };
  return sandbox.report(vendor, { ...order, messageId: vendorMessageId });
}
