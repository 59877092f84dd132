import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

// Below what systems give out by themselves (Linux from 32,768 on; IANA's dynamic ports from 49,152 on): a port that a
// process has given up for a moment is not taken meanwhile by a connection, or by a server that asked for any port.
const LOWEST = 10_000;
const BEYOND = 32_000;

/** A port of 127.0.0.1 on which nothing listens, for a process that ends and listens there again. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, BEYOND);
    const server = createServer();
    try {
      await once(server.listen(port, '127.0.0.1'), 'listening');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') continue;
      throw error;
    }
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
