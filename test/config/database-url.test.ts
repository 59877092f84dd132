import { expect, test } from 'vitest';
import { withoutCredentials } from '../../src/config/database-url.ts';

test.each([
  ['postgres://voice:se%2Fcret@db.example.com:5432/voice', 'postgres://db.example.com:5432/voice'],
  ['postgresql://db/voice?user=voice&password=secret&sslmode=verify-full', 'postgresql://db/voice'],
  ['postgres:///voice?host=/var/run/postgresql&password=secret', 'postgres:///voice'],
  ['file:./data/voice.db', 'file:./data/voice.db'],
])('messages and logs of %s hold no password', (url, told) => {
  expect(withoutCredentials(url)).toBe(told);
});
