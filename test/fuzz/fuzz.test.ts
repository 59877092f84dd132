import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';

const SEED = 20260301;
const MILLISECONDS = 10_000;
const TIMEOUT_MS = 90_000;

test(
  'malformed pushes, documents, frames and bytes neither end nor block the process, and a journey works afterwards',
  async () => {
    const { broken, figures } = await fuzz({ seed: SEED, milliseconds: MILLISECONDS });
    expect(broken, `from seed ${SEED}`).toEqual([]);
    for (const kind of ['push', 'graphql', 'socket', 'bytes:']) expect(figures[kind], kind).toBeGreaterThan(5);
  },
  TIMEOUT_MS,
);
