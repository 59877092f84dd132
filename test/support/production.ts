import { SignJWT } from 'jose';
import { winnerlookAccount } from './winnerlook.ts';

const SECRET = 'a secret of at least thirty-two bytes';

/** What the service needs to start outside the sandbox, besides accounts. */
export const PRODUCTION = { AUTH_SECRET: SECRET, DATA_KEY: Buffer.alloc(32, 7).toString('base64') };

/** An account whose pushes are like those that the vendor's document prints. No server is at its address. */
export const ACCOUNT = winnerlookAccount('http://127.0.0.1:9', {
  credentials: { appId: '402bf13d73b1424484280a3e9356055e', token: 'secret' },
});

/** A token that the service accepts, unless the test says otherwise. */
export const token = (claims: object, expires: string | number = '5m', secret = SECRET): Promise<string> =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('dispatch')
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret));

/** The header that carries such a token. */
export const bearer = async (...args: Parameters<typeof token>): Promise<{ authorization: string }> => ({
  authorization: `Bearer ${await token(...args)}`,
});
