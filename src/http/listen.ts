import type { FastifyInstance } from 'fastify';
import { EXIT, type ExitCode, StartFault } from '../config/start-fault.ts';

type Fault = (host: string, port: number) => readonly [ExitCode, string];

const FAULTS: Readonly<Record<string, Fault>> = {
  EADDRINUSE: (_host, port) => [
    EXIT.unavailable,
    `another process listens there. End that process, or set PORT to another one than ${port}`,
  ],
  EADDRNOTAVAIL: (host) => [
    EXIT.config,
    `this machine has no address ${host}. Set HOST to one that it has, or to 0.0.0.0`,
  ],
  EAFNOSUPPORT: (host) => [
    EXIT.config,
    `this machine has no addresses of that kind. Set HOST to another one than ${host}`,
  ],
  ENOTFOUND: (host) => [EXIT.config, `${host} is no address and no name of this machine. Set HOST to one that it has`],
  EAI_AGAIN: (host) => [EXIT.config, `the name ${host} cannot be resolved. Set HOST to an address`],
  EACCES: (_host, port) => [
    EXIT.permission,
    `this user may not listen on port ${port}. Set PORT to 1024 or above, and have a proxy listen on the lower one`,
  ],
};

/** Begins to listen, and gives the address by which this machine reaches it. Throws a StartFault where it cannot. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const [exitCode, sentence] = FAULTS[code]?.(host, port) ?? [];
    if (exitCode === undefined) throw error;
    throw new StartFault(
      exitCode,
      `The service cannot listen on ${host}, port ${port} (${message}): ${sentence}.`,
      error,
    );
  }
  return addressOf(app.server.address(), host);
}

function addressOf(address: string | { port: number } | null, host: string): string {
  const port = typeof address === 'object' && address ? address.port : 0;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
