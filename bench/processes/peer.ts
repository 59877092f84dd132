import { fileURLToPath } from 'node:url';
import { type Metered, startMetered } from './metered.ts';

const COMPILE_CACHE = fileURLToPath(new URL('../../src/bin/compile-cache.js', import.meta.url));

/** Starts one of bench/peers in a process of its own; it gets its options as JSON and prints its address. */
export function startPeer(name: string, options: object): Promise<Metered> {
  return startMetered({
    // Started as quickly as the service is.
    args: [
      '--import',
      COMPILE_CACHE,
      fileURLToPath(new URL(`../peers/${name}.ts`, import.meta.url)),
      JSON.stringify(options),
    ],
    address: (printed) => /^listening on (\S+)$/m.exec(printed)?.[1],
  });
}

/** The options that a peer was started with. */
export function peerOptions<Options>(): Options {
  return JSON.parse(process.argv[2] ?? '{}') as Options;
}

/** Tells the parent process that the peer listens. */
export function listening(address: { readonly port: number }): void {
  process.stdout.write(`listening on http://127.0.0.1:${address.port}\n`);
}
