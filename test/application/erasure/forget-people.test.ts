import { expect, test } from 'vitest';
import { WITHOUT_PEOPLE } from '../../../src/application/erasure/forget-people.ts';
import { aMessage, anSms } from '../../support/every-table.ts';
import { aBinding, aCall, NEW_YEAR } from '../../support/records.ts';

test('a forgotten call keeps how it went, and neither its people nor their voices', () => {
  const kept = {
    numberX: '17000000001',
    outcome: 'ANSWERED',
    seconds: 60,
    vendorCode: '0',
    startedAt: NEW_YEAR,
  } as const;
  const voice = { caller: '13800138000', callee: '13900139000', recordingUrl: 'https://vendor.example/1.mp3' };
  const { caller: _caller, callee: _callee, recordingUrl: _url, ...without } = aCall({ ...kept, ...voice });
  expect(WITHOUT_PEOPLE.calls({ ...without, ...voice })).toEqual(without);
  expect(without).toMatchObject(kept);
});

test('a forgotten message keeps its template and how it went, and nothing that was said or pressed', () => {
  const kept = { outcome: 'ANSWERED', seconds: 9, displayedNumber: '075573100', vendorCode: 'SUCCESS' } as const;
  const said = { keysPressed: '1', recordingUrl: 'https://vendor.example/2.mp3', voiceReply: 'AAAA' };
  const message = aMessage({
    ...kept,
    content: { templateId: 'T1', text: '您的快递到了', displayNumber: '075573100' },
  });
  expect(WITHOUT_PEOPLE.messages({ ...message, ...said })).toEqual({
    ...message,
    recipient: 'forgotten',
    content: { templateId: 'T1' },
  });
});

test('a forgotten text keeps its X and its time, and neither its ends nor its words', () => {
  const text = anSms({ numberX: '17000000001', sentAt: NEW_YEAR, content: '你好' });
  const forgotten = WITHOUT_PEOPLE.sms({ ...text, from: '13800138000', to: '13900139000' });
  expect(forgotten).toEqual({ ...text, content: '' });
});

test('a forgotten binding keeps its X and Y and its other terms, and no person’s number', () => {
  const terms = { numberX: '17000000001', numberY: '17000000002', record: true, announcements: { whenACalls: '1' } };
  const people = { numberA: '13800138000', numberB: '13900139000', replacesNumberA: '13700137000' };
  const binding = aBinding({ terms: { ...terms, ...people } });
  expect(WITHOUT_PEOPLE.bindings(binding)).toEqual({ ...binding, terms });
});
