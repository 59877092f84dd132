import { withoutContent } from '../../accounts/redact-echo.ts';
import { type Attempt, withAttempt } from '../../domain/attempt.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { idKind, idOfToken } from '../../domain/ids.ts';
import type { VoiceMessage } from '../../domain/message.ts';
import { applyMessageChange, type MessageChange } from '../../domain/message-report.ts';
import { nextRevision } from '../../domain/revision.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Repositories } from '../../store/store.ts';
import type { MessageReport, Report } from '../../vendors/vendor.ts';
import { expectRecording } from '../recordings/expect-recording.ts';
import type { Services } from '../services.ts';

/** Changes a message inside a transaction, with an event for each step; notes the attempt that led to it, if any. */
export async function changeMessage(
  tx: Repositories,
  id: string,
  change: MessageChange,
  now: Instant,
  attempt?: Attempt,
): Promise<void> {
  const current = await tx.messages.find(id);
  if (!current) throw new Error(`The voice message ${id} is not in the store.`);
  await applyChange(tx, current, change, now, attempt);
}

/** Changes a message that was read in the same transaction, and so stands as it was read. */
async function applyChange(
  tx: Repositories,
  current: VoiceMessage,
  change: MessageChange,
  now: Instant,
  attempt?: Attempt,
): Promise<void> {
  const tried = attempt ? { ...current, attempts: withAttempt(current.attempts, attempt) } : current;
  const { message: changed, steps } = applyMessageChange(tried, change, now);
  if (changed === current) return;
  // The attempt alone is a change, too.
  const message = changed === tried ? { ...tried, revision: nextRevision(tried) } : changed;
  await tx.messages.update(message);
  await tx.events.append(
    steps.map((step) => ({ topic: 'MESSAGE', record: step.message, at: now, previousStatus: step.previous })),
  );
}

/**
 * Applies what a vendor said about a message. A message is ours to announce: a report on one that we do not know makes
 * none. Gives what the report waits for then, and undefined where it was applied.
 */
export async function applyMessageReport(
  tx: Repositories,
  services: Pick<Services, 'accounts' | 'now'>,
  { accountId }: Delivery,
  report: MessageReport,
  now: Instant,
): Promise<string | undefined> {
  const message = await findMessage(tx, accountId, report);
  if (!message) return nameAwaited({ type: 'message', ...report }) ?? '';
  const { vendorMessageId } = report;
  const { vendorText } = report.facts;
  const facts = {
    ...report.facts,
    ...(vendorText === undefined ? {} : { vendorText: withoutContent(vendorText, message.content) }),
    ...(vendorMessageId === undefined ? {} : { vendorMessageId }),
  };
  await applyChange(tx, message, { status: report.status, facts }, now);
  await expectRecording(tx, services, { ...message, ...facts });
  return undefined;
}

/** The name under which a report waits for its message. */
export function nameAwaited(report: Report): string | undefined {
  return report.type === 'message' ? (report.vendorMessageId ?? report.token) : undefined;
}

async function findMessage(
  tx: Repositories,
  accountId: string,
  report: MessageReport,
): Promise<VoiceMessage | undefined> {
  const id = idOfToken(report.token);
  const byToken = id !== undefined && idKind(id) === 'message' ? await tx.messages.find(id) : undefined;
  if (byToken?.accountId === accountId) return byToken;
  if (report.vendorMessageId === undefined) return undefined;
  const found = await tx.messages.findByVendorId(report.vendorMessageId, accountId);
  return found.length === 1 ? found[0] : found.find(({ recipient }) => recipient === report.recipient);
}
