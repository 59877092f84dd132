import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { listening } from '../vendors/peers.ts';

/** An identity provider's keys behind a real address, as many as are published now. */
export interface KeyServer extends AsyncDisposable {
  /** What the service is to be started with. */
  readonly settings: { AUTH_JWKS_URL: string; AUTH_ISSUER: string; AUTH_AUDIENCE: string };
  /** How often the set was fetched. */
  fetched(): number;
  /** Takes the published key out, and publishes a new one. */
  rotate(): Promise<SigningKey>;
  /** Answers with something else than a key set, until it is told `undefined`. */
  answer(instead: { status: number; body: string } | undefined): void;
}

export interface SigningKey {
  /** A bearer header signed with the key; its header's and payload's members changed as the test says. */
  bearer(claims?: object, header?: object): Promise<{ authorization: string }>;
}

export const ISSUER = 'https://id.example';

/** Serves the keys on a port that the system chose. */
export async function openKeyServer(): Promise<KeyServer> {
  let published: JWK[] = [];
  let fetches = 0;
  let kid = 0;
  let other: { status: number; body: string } | undefined;
  const server = createServer((_request, response) => {
    fetches++;
    response.writeHead(other?.status ?? 200, { 'content-type': 'application/json' });
    response.end(other?.body ?? JSON.stringify({ keys: published }));
  });
  const peer = await listening(server);
  return {
    settings: { AUTH_JWKS_URL: `http://127.0.0.1:${peer.port}/jwks`, AUTH_ISSUER: ISSUER, AUTH_AUDIENCE: 'voice' },
    fetched: () => fetches,
    rotate: async () => {
      const { publicKey, privateKey } = await generateKeyPair('ES256');
      const name = `key-${++kid}`;
      published = [{ ...(await exportJWK(publicKey)), kid: name, alg: 'ES256', use: 'sig' }];
      return {
        bearer: async (claims = {}, header = {}) => {
          const signed = new SignJWT({ scope: 'voice:read', iss: ISSUER, aud: 'voice', sub: 'dispatch', ...claims })
            .setProtectedHeader({ alg: 'ES256', kid: name, ...header })
            .setExpirationTime('5m');
          return { authorization: `Bearer ${await signed.sign(privateKey)}` };
        },
      };
    },
    answer: (instead) => {
      other = instead;
    },
    [Symbol.asyncDispose]: () => peer[Symbol.asyncDispose](),
  };
}
