import { expect, test } from 'vitest';
import { sharedService } from '../support/shared.ts';

const running = sharedService();
const WATCH = 'subscription { callStatusChanged { cursor } }';
const STREAM = { accept: 'text/event-stream' };

async function get(query: string, headers: Record<string, string>, more = '') {
  const stop = new AbortController();
  const url = `${running().url}/graphql?query=${encodeURIComponent(query)}${more}`;
  const { status, headers: answered, body } = await fetch(url, { headers, signal: stop.signal });
  const reader = body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  stop.abort();
  return { status, type: answered.get('content-type'), text: new TextDecoder().decode(value) };
}

test.each([
  ['a program', {}, 200],
  ['a page of the service', { 'sec-fetch-site': 'same-origin' }, 200],
  ['a page of this machine', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' }, 200],
  ['a page elsewhere', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 400],
  ['a page elsewhere that hides its origin', { 'sec-fetch-site': 'cross-site' }, 400],
  ['a page elsewhere that was asked about', { origin: 'https://evil.example', 'apollo-require-preflight': '1' }, 200],
])('an event stream is given by GET to %s, or refused', async (_who, headers, expected) => {
  const { status, type, text } = await get(WATCH, { ...STREAM, ...headers });
  expect(status).toBe(expected);
  if (status === 200) expect(type).toBe('text/event-stream; charset=utf-8');
  else expect(text).toContain('Cross-Site Request Forgery');
});

test('a GET with a bearer token is answered without another header, as urql sends it', async () => {
  const headers = { accept: 'application/graphql-response+json, application/json', authorization: 'Bearer any' };
  expect(await get('{ __typename }', headers)).toMatchObject({ status: 200, text: expect.stringContaining('Query') });
});

test.each([
  ['a program that names a type of GraphQL', { accept: 'application/graphql-response+json' }, 200],
  ['what loads an image', { accept: 'image/avif,image/webp,*/*;q=0.8' }, 400],
  ['a page elsewhere', { accept: 'application/json', origin: 'https://evil.example' }, 400],
  ['a page elsewhere that hides its origin', { accept: 'application/json', 'sec-fetch-site': 'cross-site' }, 400],
])('a GET without a token is answered to %s, or refused', async (_who, headers, expected) => {
  expect((await get('{ __typename }', headers)).status).toBe(expected);
});

test('queries are answered as an event stream where nothing else is taken, and never a mutation by GET', async () => {
  const { status, type, text } = await get('{ __typename }', STREAM);
  expect({ status, type }).toEqual({ status: 200, type: 'text/event-stream; charset=utf-8' });
  expect(text).toBe('event: next\ndata: {"data":{"__typename":"Query"}}\n\nevent: complete\ndata:\n\n');
  const mutation = 'mutation { refreshAccount(input: { accountId: "acct_sandbox_emay" }) { userErrors { code } } }';
  expect((await get(mutation, STREAM)).status).toBe(405);
});

test('where JSON is taken too, subscriptions come as an event stream and queries as JSON', async () => {
  const accept = 'application/json, text/event-stream;q=0.5';
  expect((await get(WATCH, { accept })).type).toContain('text/event-stream');
  expect((await get('{ __typename }', { accept })).type).toContain('application/json');
});

test('a subscription by plain POST is refused before it is begun, in words that name the roads', async () => {
  const { errors } = await running().query(WATCH);
  expect(errors?.[0]?.extensions?.code).toBe('SUBSCRIPTION_NEEDS_SOCKET');
  for (const road of ['graphql-transport-ws', 'text/event-stream', 'callback']) {
    expect(errors?.[0]?.message).toContain(road);
  }
});
