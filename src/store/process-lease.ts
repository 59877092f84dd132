import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProcessRepository } from './leases.ts';

/** One lease of this process, from its beginning to its loss. What was begun under it goes on under no other one. */
export interface Term {
  /** By what records name it. */
  readonly holder: string;
  /** Whether no other process can have taken over at this moment. */
  readonly isCertain: boolean;
}

/** The lease by which others know that this process lives. It is renewed until it is ended. */
export interface ProcessLease {
  /** A term that is certain now. Throws what the store throws, where it takes nothing for too long. */
  enter(): Promise<Term>;
  /**
   * Has the term certain again, by renewing it at once where that is needed; false where it is lost. Throws as `enter`.
   */
  secure(term: Term): Promise<boolean>;
  /** The store does not know the lease to be in force: it is not certain before it was renewed. */
  doubt(term: Term): void;
  /** From now on nothing is begun that can be left to the next process. */
  handOver(): void;
  /** Aborted by `leave`. */
  readonly handingOver: AbortSignal;
  /** Gives the lease back, so that others take over at once. */
  end(): Promise<void>;
}

export interface LeaseOptions {
  /** How long the lease lasts after each renewal. */
  readonly milliseconds: number;
  /** Told what keeps the lease from being renewed, and that it was lost. */
  readonly onTrouble: (error: Error) => void;
}

export const DEFAULT_LEASE: LeaseOptions = { milliseconds: 10_000, onTrouble: () => undefined };

// Three renewals can fail in a row before others take over.
const RENEWALS = 4;
// The holder's own view ends a tenth earlier: clocks of two machines run at rates that differ by far less, and what is
// between the last look at the clock and the first byte on the wire is far shorter.
const CERTAIN = 0.9;
const RETRY_MS = 250;
// As long as a vendor's answer is tried to be written down (application/write-down.ts).
const PATIENCE_MS = 15_000;

interface OwnTerm {
  readonly holder: string;
  isBegun: boolean;
  isLost: boolean;
  /** Counted from before the last renewal was sent: on the clock that is never set, and on the one that sleep moves. */
  since: { readonly monotonic: number; readonly wall: number } | undefined;
}

/** The lease of this process on a store; nothing is written before it is first asked for. */
export function createProcessLease(
  processes: ProcessRepository,
  isOutage: (error: unknown) => boolean,
  { milliseconds, onTrouble }: LeaseOptions,
): ProcessLease {
  const handingOver = new AbortController();
  let isEnded = false;
  let own = newTerm();
  let renewing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  function newTerm(): OwnTerm & Term {
    return {
      holder: randomUUID(),
      isBegun: false,
      isLost: false,
      since: undefined,
      get isCertain() {
        if (isEnded || this.isLost || !this.since) return false;
        // A machine that sleeps stops the one clock; the other is put right when it wakes.
        const passed = Math.max(performance.now() - this.since.monotonic, Date.now() - this.since.wall);
        return passed < milliseconds * CERTAIN;
      },
    };
  }

  const renewOnce = async () => {
    const term = own;
    const since = { monotonic: performance.now(), wall: Date.now() };
    if (!term.isBegun) {
      // Whether one that failed has begun all the same is not known: the next one has another name.
      own = newTerm();
      await processes.begin(own.holder, milliseconds);
      own.isBegun = true;
      own.since = since;
      return;
    }
    if (!(await processes.renew(term.holder, milliseconds))) {
      term.isLost = true;
      own = newTerm();
      onTrouble(new Error('This process stood still for longer than its lease, and another one has taken over.'));
      return;
    }
    term.since = since;
  };
  /** One renewal at a time, however many ask for it. */
  const renew = () => {
    renewing ??= renewOnce().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
  const keep = () => {
    timer ??= setInterval(() => {
      renew().catch((error: Error) => onTrouble(error));
    }, milliseconds / RENEWALS).unref();
  };
  const until = async (isDone: () => boolean) => {
    const end = performance.now() + PATIENCE_MS;
    while (!isDone()) {
      if (isEnded) throw new Error('This process has given its lease back: it begins nothing more.');
      try {
        await renew();
        keep();
      } catch (error) {
        if (!isOutage(error) || performance.now() > end) throw error;
        await delay(RETRY_MS);
      }
    }
  };

  return {
    enter: async () => {
      let term: Term = own;
      await until(() => {
        term = own;
        return term.isCertain;
      });
      return term;
    },
    secure: async (term) => {
      await until(() => term.isCertain || term.holder !== own.holder);
      return term.isCertain;
    },
    doubt: (term) => {
      if (term.holder === own.holder) own.since = undefined;
    },
    handOver: () => handingOver.abort(),
    handingOver: handingOver.signal,
    end: async () => {
      if (isEnded) return;
      isEnded = true;
      clearInterval(timer);
      await renewing?.catch(() => undefined);
      if (!own.isBegun) return;
      await processes.end(own.holder).catch((error: Error) => {
        // It runs out by itself.
        if (!isOutage(error)) throw error;
      });
    },
  };
}
