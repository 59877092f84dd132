/** Where recordings may be fetched from: an origin, whose host may begin with `*.` for all names below. */
interface AllowedHost {
  readonly protocol: 'http:' | 'https:';
  readonly host: string;
  readonly port: string;
}

const LABEL = '[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?';
/**
 * `rec.example.com`, `*.example.com`, `203.0.113.7:8080`, `http://rec.example.com`. Without a scheme it is https;
 * without a port, that of the scheme. A wildcard needs two labels: `*.com` would match hosts of any owner.
 */
export const HOST_PATTERN = new RegExp(
  `^(?:https?://)?(?:(?:\\*\\.${LABEL}\\.)?(?:${LABEL}\\.)*${LABEL}|\\[[0-9a-f:.]+\\])(?::\\d{1,5})?$`,
);

function parseHost(text: string): AllowedHost {
  const [, scheme = 'https', host = '', port = ''] = /^(?:(https?):\/\/)?(.*?)(?::(\d+))?$/.exec(text) ?? [];
  const isDefault = port === (scheme === 'https' ? '443' : '80');
  return { protocol: scheme === 'https' ? 'https:' : 'http:', host, port: isDefault ? '' : port };
}

/** Tells why an address may not be fetched; undefined where it may. The reason names the host and nothing behind it. */
export function hostCheck(allowed: readonly string[]): (url: string) => string | undefined {
  const hosts = allowed.map(parseHost);
  return (text) => {
    const url = URL.parse(text);
    if (!url) return 'The vendor’s address of the recording is no URL.';
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'The recording’s address is not one of HTTP.';
    if (url.username || url.password) return 'The recording’s address carries a user name or password.';
    const isListed = hosts.some(
      ({ protocol, host, port }) => protocol === url.protocol && port === url.port && matches(host, url.hostname),
    );
    return isListed ? undefined : `The host ${url.origin} is not among recordings.hosts of the account.`;
  };
}

function matches(pattern: string, hostname: string): boolean {
  return pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : hostname === pattern;
}
