import { expect, test } from 'vitest';
import { z } from 'zod';
import { accepted } from '../../src/domain/outcome.ts';
import { readJson } from '../../src/vendors/answer.ts';
import { pullReports } from '../../src/vendors/emay/account.ts';
import { readReply } from '../../src/vendors/interline/client.ts';
import { gb18030 } from '../support/charsets.ts';

const schema = z.object({ error: z.string(), reason: z.string() });
const REFUSED = gb18030('{"error":"1","reason":"余额不足，誠"}');

test.each(['application/json;charset=GBK', 'text/html; charset="gb2312"', 'application/json', ''])(
  'an answer’s words are read in the charset that it names or shows: %s',
  (contentType) => {
    const outcome = readJson({ status: 200, contentType, body: REFUSED }, schema, ({ reason }) => accepted({ reason }));
    expect(outcome).toEqual(accepted({ reason: '余额不足，誠' }));
  },
);

test('an answer that is no JSON keeps its words, too', () => {
  const answer = { status: 502, contentType: 'text/html;charset=gbk', body: gb18030('<html>系统繁忙') };
  const outcome = readJson(answer, schema, () => accepted({}));
  expect(outcome).toMatchObject({ kind: 'Unknown', failure: { vendor: { message: '<html>系统繁忙' } } });
  expect(readReply({ ...answer, status: 401 }, schema, () => ({}))).toMatchObject({
    failure: { vendor: { message: '<html>系统繁忙' } },
  });
});

test('a pulled page is kept with the charset that its answer names', () => {
  const contentType = 'application/json;charset=GBK';
  const body = gb18030('{"code":"SUCCESS","data":[{"message":"成功"}]}');
  const { read } = pullReports;
  expect(read({ status: 200, contentType, body }, { limit: 9 })).toMatchObject({
    reply: { body, contentType, count: 1 },
  });
  const broken = body.subarray(0, 30);
  expect(read({ status: 200, contentType, body: broken }, { limit: 9 })).toMatchObject({ reply: { contentType } });
});
