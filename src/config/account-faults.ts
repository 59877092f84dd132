import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { bytesOf, secretSchema } from './accounts.ts';

/** Accounts with ids that begin so are the sandbox's alone. */
export const SANDBOX_ACCOUNT = 'acct_sandbox_';

// Most credentials go into headers, addresses and what is signed: a line end or the like is a slip there.
const CONTROL = /\p{Cc}/u;

// As `openssl x509 -fingerprint -sha256` prints it, with or without colons.
const SHA256 = /^[0-9A-Fa-f]{2}(?::?[0-9A-Fa-f]{2}){31}$/;

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/**
 * What is wrong with the values in an accounts file that has the right form: credentials, certificates and ids that
 * cannot be what they should. Each account is looked at, and as far as it can be read, whatever else is wrong with it.
 */
export function accountFaults(file: unknown, env: NodeJS.ProcessEnv): string[] {
  const text = secretSchema(env).catch('');
  const loose = z.array(
    z
      .looseObject({
        id: z.string().catch(''),
        vendor: z.string().catch(''),
        credentials: z.record(z.string(), text).catch({}),
        tls: z.looseObject({ ca: text.optional(), fingerprint: z.string().optional() }).optional().catch(undefined),
      })
      .catch({ id: '', vendor: '', credentials: {} }),
  );
  return (loose.safeParse(file).data ?? []).flatMap(({ id, vendor, credentials, tls }, index) => {
    const faults = Object.entries(credentials).flatMap(([name, value]) =>
      value === '' ? [] : credentialFaults(vendor, name, value).map((fault) => `credentials.${name}: ${fault}`),
    );
    if (id.startsWith(SANDBOX_ACCOUNT))
      faults.push(`id: must not begin with ${SANDBOX_ACCOUNT}, as the sandbox’s own do`);
    if (tls?.ca && !areCertificates(tls.ca)) faults.push('tls.ca: must be certificates in PEM that can be read');
    if (tls?.fingerprint !== undefined && !SHA256.test(tls.fingerprint)) {
      faults.push('tls.fingerprint: must be the SHA-256 of a certificate, 32 bytes in hexadecimal');
    }
    return faults.map((fault) => `${index}.${fault}`);
  });
}

function credentialFaults(vendor: string, name: string, value: string): string[] {
  const bytes = bytesOf(vendor, name);
  const faults: string[] = [];
  if (CONTROL.test(value)) faults.push('must have no line end and no other control character in it');
  if (bytes && !bytes.includes(Buffer.byteLength(value))) {
    faults.push(`must have one of ${bytes.join(', ')} bytes, or its cipher opens nothing`);
  }
  return faults;
}

function areCertificates(text: string): boolean {
  const blocks = text.match(PEM) ?? [];
  try {
    for (const block of blocks) new X509Certificate(block);
  } catch {
    return false;
  }
  return blocks.length > 0;
}
