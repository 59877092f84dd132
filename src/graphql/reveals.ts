import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import type { Services } from '../application/services.ts';
import type { UseCases } from '../application/use-cases.ts';
import { type AuditAction, MOST_AUDIT_SUBJECTS } from '../domain/audit.ts';
import type { Instant } from '../domain/vendor.ts';

/** What one operation has shown of people, until it is written into the audit trail. */
export interface Reveals {
  /** Remembers that something of a record was shown unmasked. */
  note(action: AuditAction, record: Shown, info: GraphQLResolveInfo): void;
  /**
   * Writes down what was shown, before the answer leaves; throws where that is not possible. A subscription writes when
   * it first shows something and then once a minute, so that the trail does not grow by a line an event.
   */
  write(): Promise<void>;
  /** Writes what a subscription has shown since: it is over. */
  end(): Promise<void>;
}

/** A record that was shown. */
export interface Shown {
  readonly id: string;
  readonly accountId: string;
}

interface Pending {
  readonly action: AuditAction;
  readonly accountId: string;
  readonly operation: string;
  readonly subjectIds: Set<string>;
}

const INTERVAL_MS = 60_000;

/** Collects what one operation shows: a line of the trail for each action and account. */
export function watchReveals({ audit, now, log }: Pick<UseCases, 'audit'> & Pick<Services, 'now' | 'log'>): Reveals {
  let pending = new Map<string, Pending>();
  let writtenAt: Instant | undefined;
  let later: NodeJS.Timeout | undefined;

  const writeNow = async () => {
    clearTimeout(later);
    later = undefined;
    const shown = pending;
    if (shown.size === 0) return;
    pending = new Map();
    const entries = [...shown.values()].map((each) => ({ ...each, subjectIds: [...each.subjectIds] }));
    try {
      await audit(entries);
      writtenAt = now();
    } catch (error) {
      // Kept for the next try; what was shown meanwhile comes on top.
      for (const [key, { subjectIds }] of pending) for (const id of subjectIds) shown.get(key)?.subjectIds.add(id);
      pending = new Map([...pending, ...shown]);
      throw error;
    }
  };
  const writeOrLog = () =>
    writeNow().catch((err: unknown) => {
      log.error({ err }, 'what a subscription showed could not be written to the audit trail yet');
    });

  return {
    note: (action, { id, accountId }, info) => {
      const key = `${action} ${accountId}`;
      const known = pending.get(key);
      if (known) known.subjectIds.add(id);
      else pending.set(key, { action, accountId, operation: rootFields(info), subjectIds: new Set([id]) });
    },
    write: async () => {
      const isFull = [...pending.values()].some(({ subjectIds }) => subjectIds.size >= MOST_AUDIT_SUBJECTS);
      if (writtenAt === undefined || isFull || now() - writtenAt >= INTERVAL_MS) await writeNow();
      else if (pending.size > 0) later ??= setTimeout(writeOrLog, INTERVAL_MS).unref();
    },
    end: writeOrLog,
  };
}

/** The fields at an operation's root, by their names in the schema: aliases and operation names are free text. */
function rootFields({ operation, fragments }: GraphQLResolveInfo): string {
  const names = new Set<string>();
  const collect = ({ selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind === 'Field') names.add(selection.name.value);
      else if (selection.kind === 'InlineFragment') collect(selection.selectionSet);
      else {
        const fragment = fragments[selection.name.value];
        if (fragment) collect(fragment.selectionSet);
      }
    }
  };
  collect(operation.selectionSet);
  return [...names].join(' ');
}
