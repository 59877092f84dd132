import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** IPv4 that is no public unicast address: the special-purpose registry of RFC 6890, multicast and what is reserved. */
const NOT_PUBLIC_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

// All of IPv6 that is public lies in here (RFC 4291, section 2.4). Outside lie loopback, link-local and unique local
// addresses, multicast, IPv4 in disguise (::ffff:0:0/96, 64:ff9b::/96) and everything not given out yet.
const GLOBAL_IPV6 = '2000::/3';
/** What lies inside and leads elsewhere all the same: Teredo and its neighbours, 6to4, documentation. */
const NOT_PUBLIC_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const forbiddenIpv4 = blockList('ipv4', NOT_PUBLIC_IPV4);
const globalIpv6 = blockList('ipv6', [GLOBAL_IPV6]);
const forbiddenIpv6 = blockList('ipv6', NOT_PUBLIC_IPV6);

function blockList(family: 'ipv4' | 'ipv6', subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', bits] = subnet.split('/');
    list.addSubnet(network, Number(bits), family);
  }
  return list;
}

/** Whether an address is on the public internet, and so no host of our own network. */
export function isPublicAddress(address: string): boolean {
  const [bare = ''] = address.split('%');
  const family = isIP(bare);
  if (family === 4) return !forbiddenIpv4.check(bare, 'ipv4');
  return family === 6 && globalIpv6.check(bare, 'ipv6') && !forbiddenIpv6.check(bare, 'ipv6');
}

/** The code of the error where a name leads to an address that may not be reached. */
export const FORBIDDEN_ADDRESS = 'FORBIDDEN_ADDRESS';

export function forbiddenAddress(): NodeJS.ErrnoException {
  return Object.assign(new Error('The address lies in a private network.'), { code: FORBIDDEN_ADDRESS });
}

/**
 * A name lookup for connections that lets none through to an address that is not allowed. Because it is the lookup of
 * the connection itself, what was checked is what is connected to: a name cannot change its address in between. One bad
 * address among several spoils them all.
 */
export function guardedLookup(isAllowed: (address: string) => boolean, lookup: LookupFunction = all): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, options, (error, address, family) => {
      if (error) return callback(error, address, family);
      const found = typeof address === 'string' ? [address] : address.map((each) => each.address);
      if (found.length > 0 && found.every(isAllowed)) return callback(null, address, family);
      return callback(forbiddenAddress(), '', 0);
    });
}

/** The system's own lookup, in the shape that connections ask for. */
function all(
  hostname: string,
  options: LookupOptions,
  callback: (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void,
): void {
  systemLookup(hostname, options, callback);
}
