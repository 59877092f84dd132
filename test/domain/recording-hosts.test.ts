import { describe, expect, test } from 'vitest';
import { HOST_PATTERN, hostCheck } from '../../src/domain/recording-hosts.ts';

describe('the hosts that an account allows', () => {
  test.each([
    ['rec.example.com', 'https://rec.example.com/a.wav'],
    ['rec.example.com', 'https://REC.example.com:443/a.wav'],
    ['rec.example.com:8443', 'https://rec.example.com:8443/a.wav'],
    ['*.example.com', 'https://rec.example.com/a.wav'],
    ['*.example.com', 'https://a.b.example.com/a.wav'],
    ['http://rec.example.com', 'http://rec.example.com/a.wav'],
    ['http://rec.example.com:80', 'http://rec.example.com/a.wav'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/a.wav'],
    ['http://127.0.0.1:8080', 'http://2130706433:8080/a.wav'],
    ['[2400:3200::1]', 'https://[2400:3200::1]/a.wav'],
  ])('%s covers %s', (host, url) => {
    expect(host).toMatch(HOST_PATTERN);
    expect(hostCheck(['elsewhere.example', host])(url)).toBeUndefined();
  });

  test.each([
    ['rec.example.com', 'http://rec.example.com/a.wav'],
    ['rec.example.com', 'https://rec.example.com:8443/a.wav'],
    ['rec.example.com', 'https://evil.example/rec.example.com'],
    ['rec.example.com', 'https://rec.example.com.evil.example/'],
    ['rec.example.com', 'https://rec.example.com@evil.example/'],
    ['rec.example.com', 'https://evil.example\\@rec.example.com/'],
    ['rec.example.com', 'https://user:password@rec.example.com/'],
    ['rec.example.com', 'ftp://rec.example.com/'],
    ['rec.example.com', 'file:///etc/passwd'],
    ['rec.example.com', 'rec.example.com/a.wav'],
    ['rec.example.com', ''],
    ['*.example.com', 'https://example.com/'],
    ['*.example.com', 'https://evilexample.com/'],
    ['*.example.com', 'https://rec.example.com.evil.example/'],
    ['http://rec.example.com', 'https://rec.example.com/'],
  ])('%s does not cover %s', (host, url) => {
    expect(hostCheck([host])(url)).toMatch(/\.$/);
  });

  test('an objection names the host, so that it can be allowed, and nothing of the path', () => {
    const objection = hostCheck([])('https://rec.example.com:8443/13800138000.wav?token=secret');
    expect(objection).toContain('https://rec.example.com:8443');
    expect(objection).not.toMatch(/13800138000|secret/);
  });

  test.each(['*', '*.com', 'rec.*.com', 'https://rec.example.com/path', 'a b', 'user@rec.example.com', '', '*.*.com'])(
    '%j is no host',
    (host) => {
      expect(host).not.toMatch(HOST_PATTERN);
    },
  );
});
