import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../src/vendors/public-address.ts';

describe('an address that a recording may lead to', () => {
  test.each([
    '8.8.8.8',
    '101.37.133.245',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '2400:3200::1',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    ['this host', '0.0.0.0'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['a carrier’s own', '100.64.0.1'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['link-local, where clouds tell their secrets', '169.254.169.254'],
    ['a benchmark’s', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['documentation', '203.0.113.7'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['unique local', 'fd00::1'],
    ['unique local, where a cloud tells its secrets', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with its zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['loopback in IPv6', '::ffff:127.0.0.1'],
    ['private in IPv6', '::ffff:a00:1'],
    ['public in IPv6, in a form that is not in use', '::ffff:8.8.8.8'],
    ['loopback in the old form', '::127.0.0.1'],
    ['behind a translator', '64:ff9b::7f00:1'],
    ['behind a tunnel', '2002:7f00:1::'],
    ['Teredo', '2001::1'],
    ['documentation', '2001:db8::1'],
    ['not given out', '4000::1'],
    ['no address', 'localhost'],
    ['no address', ''],
  ])('%s: %s is not', (_what, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
