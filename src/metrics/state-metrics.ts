import { readFileSync } from 'node:fs';
import { Gauge, type Registry } from 'prom-client';
import type { Store } from '../store/store.ts';
import { MOST_COUNTED } from '../store/waiting.ts';
import type { StoreState } from './store-state.ts';

const STATES = ['RECEIVED', 'UNMATCHED'] as const;

/** Adds figures that are looked up when they are asked for: the state of the store, what waits in it, and the build. */
export function addStateMetrics(registry: Registry, store: Store, state: StoreState, now: () => number): void {
  const registers = [registry];
  const lookAt = async () => {
    const isUp = (await state.failure()) === undefined;
    const waiting = isUp
      ? await Promise.all(STATES.map(async (name) => ({ name, ...(await store.waiting(name)) })))
      : [];
    return { isUp, waiting };
  };
  // The figures are collected side by side: one look serves them all, and they tell of one moment.
  let looking: ReturnType<typeof lookAt> | undefined;
  const look = () => {
    looking ??= lookAt().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  new Gauge({
    name: 'voice_store_up',
    help: 'Whether the store answers: 1 or 0.',
    registers,
    async collect() {
      this.set((await look()).isUp ? 1 : 0);
    },
  });
  new Gauge({
    name: 'voice_deliveries_waiting',
    help: `Deliveries that are stored and not applied, by their state; counted up to ${MOST_COUNTED}.`,
    labelNames: ['state'],
    registers,
    async collect() {
      const { waiting } = await look();
      this.reset();
      for (const { name, count } of waiting) this.set({ state: name }, count);
    },
  });
  new Gauge({
    name: 'voice_deliveries_waiting_age_seconds',
    help: 'For how long the first of them has been waiting; 0 where none is.',
    labelNames: ['state'],
    registers,
    async collect() {
      const { waiting } = await look();
      this.reset();
      for (const { name, since = now() } of waiting) this.set({ state: name }, Math.max(0, (now() - since) / 1_000));
    },
  });
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const build = new Gauge({
    name: 'voice_build_info',
    help: 'The version of the service and of Node; always 1.',
    labelNames: ['version', 'node'],
    registers,
  });
  build.set({ version, node: process.version }, 1);
}
