import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process that makes load, so that what measures does not wait for what it measures. */
export interface Worker<Job, Result> extends AsyncDisposable {
  run(job: Job): Promise<Result>;
}

const COMPILE_CACHE = fileURLToPath(new URL('../../src/bin/compile-cache.js', import.meta.url));

/** Starts a program of bench/load as a process that is given one job at a time. */
export function startWorker<Job extends object, Result>(name: string): Worker<Job, Result> {
  const child = fork(fileURLToPath(new URL(`../load/${name}.ts`, import.meta.url)), {
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production' },
    execArgv: ['--import', COMPILE_CACHE],
    serialization: 'advanced',
  });
  const ended = once(child, 'exit').then(([code]) => [{ failure: `The load process ended with ${code}.` }]);
  return {
    run: async (job) => {
      const answered = once(child, 'message');
      child.send(job);
      const [answer] = (await Promise.race([answered, ended])) as [{ result?: Result; failure?: string }];
      if (answer.failure !== undefined) throw new Error(answer.failure);
      return answer.result as Result;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Carries out the jobs that the parent process gives. */
export function workFor<Job, Result>(work: (job: Job) => Promise<Result>): void {
  process.on('message', (job: Job) => {
    work(job).then(
      (result) => process.send?.({ result }),
      (error: unknown) =>
        process.send?.({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}
