import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../../src/sandbox/faults.ts';
import type { Chance } from '../crash/chance.ts';
import type { Vendors } from '../crash/vendors.ts';

const reply = (status: number, contentType: string, body: string) => ({ status, contentType, body });

/** Answers that no document describes. */
const NONSENSE = [
  reply(500, 'text/html', '<html><body>Internal Server Error</body></html>'),
  reply(502, 'text/html', ''),
  reply(200, 'application/json', '{"result":"0000'),
  reply(200, 'application/json', '[]'),
  reply(200, 'text/html', '<html>maintenance</html>'),
] as const;

// A vendor that fails oftener is down, and the service would stop asking it.
const GOOD_BETWEEN = 5;

export interface FaultInjector {
  /** How many faults were injected, by what they were. */
  readonly injected: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/** Spoils requests to both vendors, one every so often, before and after they are carried out. */
export function injectFaults(vendors: Vendors, chance: Chance, everyMs: number): FaultInjector {
  const injected = new Map<string, number>();
  const notBefore = { winnerlook: 0, emay: 0 };
  let stopping = false;
  const injecting = (async () => {
    while (!stopping) {
      const fault = drawFault(chance);
      const vendor = chance.oneOf(['winnerlook', 'emay']);
      if (vendors.heard[vendor] < notBefore[vendor]) {
        await delay(everyMs / 10);
        continue;
      }
      notBefore[vendor] = Number.POSITIVE_INFINITY;
      vendors.spoilNext(vendor, fault, () => {
        notBefore[vendor] = vendors.heard[vendor] + GOOD_BETWEEN;
        const name = `${fault.kind === 'reply' ? fault.reply.status : fault.kind} ${fault.when}`;
        injected.set(name, (injected.get(name) ?? 0) + 1);
      });
      await delay(everyMs / 2 + chance.below(everyMs));
    }
  })();
  return {
    injected,
    stop: async () => {
      stopping = true;
      await injecting;
    },
  };
}

function drawFault(chance: Chance): Fault {
  const when = chance.oneOf(['before', 'after']);
  const kind = chance.oneOf(['silence', 'reset', 'reply']);
  return kind === 'reply' ? { kind, when, reply: chance.oneOf(NONSENSE) } : { kind, when };
}
