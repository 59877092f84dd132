import { createHmac } from 'node:crypto';
import { type Refusal, refuse } from './errors.ts';

/** The one customer that the simulated vendor has. */
export const CUSTOMER = { accessKey: 'AKLTsandbox', secretKey: 'sandbox-secret' } as const;

/** The same customer through a temporary key, which works only with its token. */
export const TEMPORARY = {
  accessKey: 'AKLTsandboxTemporary',
  secretKey: 'sandbox-temporary-secret',
  securityToken: 'sandbox+security/token==',
} as const;

const KEYS: readonly { accessKey: string; secretKey: string; securityToken?: string }[] = [CUSTOMER, TEMPORARY];

// “公共参数”: all but SecurityToken, Region and DryRun are required, and four of them have one value only.
const REQUIRED = 'Accesskey Service Action Version Timestamp SignatureVersion SignatureMethod Signature'.split(' ');
const FIXED: Record<string, string> = {
  Service: 'voice',
  Version: '2020-05-01',
  SignatureVersion: '1.0',
  SignatureMethod: 'HMAC-SHA256',
};

export const COMMON_PARAMETERS: readonly string[] = [...REQUIRED, 'Region', 'SecurityToken', 'DryRun'];

// InvalidTimestamp: 请保持请求时间戳在15分钟以内.
const WINDOW_MS = 15 * 60_000;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** What is wrong with a request's common parameters and signature; undefined where nothing is. */
export function authenticate(parameters: ReadonlyMap<string, string>, now: number): Refusal | undefined {
  const missing = REQUIRED.find((name) => !parameters.get(name));
  if (missing) return refuse('MissingParameter', missing);
  const key = KEYS.find(({ accessKey }) => accessKey === parameters.get('Accesskey'));
  if (!key || key.securityToken !== parameters.get('SecurityToken')) return refuse('InvalidAccountId');
  const wrong = Object.keys(FIXED).find((name) => parameters.get(name) !== FIXED[name]);
  if (wrong) return refuse('InvalidParameterValue', wrong);
  const timestamp = parameters.get('Timestamp') ?? '';
  const sentAt = Date.parse(timestamp);
  if (!TIMESTAMP.test(timestamp) || Number.isNaN(sentAt)) return refuse('InvalidTimestampFormat', timestamp);
  if (Math.abs(now - sentAt) > WINDOW_MS) return refuse('InvalidTimestamp');
  return parameters.get('Signature') === signatureOf(parameters, key.secretKey)
    ? undefined
    : refuse('SignatureNotMatch');
}

/** “签名机制”: the other parameters by name, each name and value through PHP's rawurlencode, under HMAC-SHA256. */
function signatureOf(parameters: ReadonlyMap<string, string>, secretKey: string): string {
  const canonical = [...parameters]
    .filter(([name]) => name !== 'Signature')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${rawUrlEncode(name)}=${rawUrlEncode(value)}`)
    .join('&');
  return createHmac('sha256', secretKey).update(canonical).digest('hex');
}

function rawUrlEncode(text: string): string {
  const bytes = [...Buffer.from(text)].map((byte) => {
    const char = String.fromCharCode(byte);
    return /[A-Za-z0-9\-_.~]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return bytes.join('');
}
