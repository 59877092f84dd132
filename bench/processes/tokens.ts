import { SignJWT } from 'jose';

export const SECRET = 'a secret of measurements, of thirty-two bytes and more';

/** The Authorization header of a caller with these scopes, for two hours: longer than any run. */
export async function bearerOf(scope: string): Promise<string> {
  const token = await new SignJWT({ scope, voice_application: 'bench' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('bench')
    .setExpirationTime('2h')
    .sign(new TextEncoder().encode(SECRET));
  return `Bearer ${token}`;
}
