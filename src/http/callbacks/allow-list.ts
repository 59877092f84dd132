import { BlockList, isIP } from 'node:net';

/**
 * Tells whether an address is on a list of addresses and ranges. An IPv4 address is the same written as IPv6
 * (`::ffff:1.2.3.4`, which is how a socket that listens on both shows it).
 */
export function allowList(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of entries) {
    const [network = '', bits] = entry.split('/');
    const family = familyOf(network);
    list.addSubnet(network, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  // What a proxy writes may be anything; what is no address is on no list.
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
