import { jsonReply, type SimulatorReply } from '../../src/sandbox/exchange.ts';
import type { VendorCode } from '../../src/vendors/codes.ts';
import { API_CODES } from '../../src/vendors/ksyun/codes.ts';

/** How a vendor prints an answer with a code of its tables. */
export type Print = (row: VendorCode) => SimulatorReply;

export const winnerlookAnswer: Print = ({ code, text }) => jsonReply({ result: code, message: text });

/** 401 is a status of HTTP (chapter 1); every other code stands in the body. */
export const interlineAnswer: Print = ({ code, text }) =>
  code === '401'
    ? { status: 401, contentType: 'text/plain; charset=utf-8', body: text }
    : jsonReply({ error: Number(code), reason: text });

export const jumdataAnswer: Print = ({ code, text }) => jsonReply({ msg: text, code: Number(code) });

export const emayAnswer: Print = ({ code }) => jsonReply({ code });

export const ksyunAnswer: Print = ({ code, text }) =>
  jsonReply(
    { RequestId: '7e9a59c5-2e20-4aa8-bd0f-9cef8d42961f', Error: { Type: 'server', Message: text, Code: code } },
    API_CODES.find((row) => row.code === code)?.httpStatus ?? 400,
  );

/** By vendor. */
export const ANSWERS: Readonly<Record<string, Print>> = {
  WINNERLOOK: winnerlookAnswer,
  INTERLINE: interlineAnswer,
  JUMDATA: jumdataAnswer,
  EMAY: emayAnswer,
  KSYUN: ksyunAnswer,
};
