import { configDefaults, defineConfig } from 'vitest/config';

const ONLY_POSTGRES = ['test/store/postgres*.test.ts', 'test/journeys/replicas.test.ts', 'test/replicas/*.test.ts'];

/** What is proved over PostgreSQL as well: where the store decides. */
const OVER_POSTGRES = [
  ...ONLY_POSTGRES,
  'test/application/{messages/{dry-run,failover,proof-only},commands/idempotency,inbox/leaving,bindings/replacing,upkeep/{settling,take-over}}.test.ts',
  'test/application/erasure/erase-number.test.ts',
  'test/application/{records/link-calls,reports/{bad-delivery,batched-repositories,many-reports,remarks,revisions}}.test.ts',
  'test/events/{log,follow,restored}.test.ts',
  'test/store/{rekey,number-spellings,earlier-revisions}.test.ts',
  'test/security/rotation.test.ts',
];

// Minutes of load on both cores, which would slow all else: `npm run test:bench` runs them.
const LONG = process.env.TEST_BENCH ? [] : ['test/bench/pieces.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/support/postgres-setup.ts'],
    // Half of the time of a worker is waiting: for a process, a lease or an expiry. Others use it, two for each of two cores.
    maxWorkers: 4,
    // The files of a worker share the modules of src/, which tests leave as they found them (mocks are restored). To read
    // them anew for each of 200 files takes a tenth of the whole run's CPU.
    isolate: false,
    // Journeys start the real process, which on a busy machine with two cores can take seconds.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...ONLY_POSTGRES, ...LONG],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: OVER_POSTGRES,
          env: { TEST_ENGINE: 'postgres' },
          setupFiles: ['test/support/needs-postgres.ts'],
        },
      },
    ],
  },
});
