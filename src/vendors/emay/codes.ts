import type { CallOutcome } from '../../domain/call.ts';
import { refuses, type VendorCode } from '../codes.ts';
import type { MessageReport } from '../vendor.ts';

/** Submitted (3.2, 3.4). The same word is also a state of a finished voice call (3.1). */
export const ACCEPTED = 'SUCCESS';

/** The rows that the tables of 3.2 and 3.4 begin with, both alike. */
const SHARED_CODES: readonly VendorCode[] = [
  refuses('ERROR_APPID', 'AppId 不存在', 'no such service number', 'AUTHENTICATION'),
  refuses('ERROR_PARAMS', '请求参数错误', 'the parameters are wrong', 'INVALID_ARGUMENT'),
  refuses('ERROR_CLIENT_IP', '不识别的 Ip', 'this address is not on the allow-list', 'IP_NOT_ALLOWED'),
  refuses('ERROR_TIMESTAMP', '时间戳错误', 'more than a minute off Beijing time', 'TIMESTAMP_SKEW'),
  refuses('ERROR_SIGN', '签名错误', 'the signature does not fit', 'AUTHENTICATION'),
  refuses('ERROR_MOBILE_EMPTY', '手机号为空', 'no recipient was named', 'INVALID_NUMBER'),
  refuses('ERROR_MOBILE_NUMBER', '号码数量过多', 'more recipients than one request may have', 'INVALID_ARGUMENT'),
  refuses('ERROR_MOBILE_ERROR', '手机号码错误', 'a recipient is not a mobile number', 'INVALID_NUMBER'),
  refuses('ERROR_CONTENT_EMPTY', '语音内容为空', 'there is nothing to say', 'INVALID_ARGUMENT'),
];

/** Section 3.2 接口状态码表, for everything under /voice. Each row refuses before anything is dialled. */
export const VOICE_CODES: readonly VendorCode[] = [
  ...SHARED_CODES,
  refuses('ERROR_LONG_CONTENT', '语音内容过长', 'the text to be spoken is too long', 'INVALID_ARGUMENT'),
  refuses(
    'ERROR_VERIFICATION_CODE_CONTENT',
    '短信语音验证码内容错误',
    'a verification code is 4 or 6 digits',
    'INVALID_ARGUMENT',
  ),
  refuses('ERROR_CUSTOM_VOICE_ID', '自定义语音 ID 错误', 'an id of ours is not well-formed', 'INVALID_ARGUMENT'),
  refuses('ERROR_NEEDMORE_BALANCE', '余额不足', 'the balance does not cover the request', 'INSUFFICIENT_BALANCE'),
  refuses(
    'ERROR_CUSTOM_VOICE_ID_NUMBER',
    '自定义语音 ID 数量错误',
    'there are not as many ids as recipients',
    'INVALID_ARGUMENT',
  ),
  refuses('ERROR_OVER_SPEED', '请求超速', 'requests come too fast', 'RATE_LIMITED'),
  refuses('ERROR_MESSAGE_TYPE', '服务号类型不匹配', 'the service number was sold for another product', 'PERMISSION'),
];

/** Section 3.4 语音短信状态码表, for everything under /join. BLANCE is how this table spells it. */
export const JOIN_CODES: readonly VendorCode[] = [
  ...SHARED_CODES,
  refuses('ERROR_LONG_CONTENT', '语音内容过长', 'the texts to be spoken are too long', 'INVALID_ARGUMENT'),
  refuses(
    'ERROR_TRIGGERCONDITIONS',
    '触发条件错误',
    'the text’s trigger is neither a key nor a time',
    'INVALID_ARGUMENT',
  ),
  refuses('ERROR_TIMINGTIME', '发送短信定时时间格式错误', 'the text’s scheduled time is malformed', 'INVALID_ARGUMENT'),
  refuses('ERROR_KEYCONTENT', '按键内容必须为数字', 'the trigger’s key is no digit', 'INVALID_ARGUMENT'),
  refuses('ERROR_CONNECTTIME', '连通时间在 6-60 秒内', 'the trigger’s time is not 6 to 60 seconds', 'INVALID_ARGUMENT'),
  refuses('ERROR_ISACOUSTICSIGN', '留言标识错误', 'the voice reply’s flag is neither 0 nor 1', 'INVALID_ARGUMENT'),
  refuses('ERROR_ISINTERACTIVE', '互动标识错误', 'the key press’s flag is neither 0 nor 1', 'INVALID_ARGUMENT'),
  refuses('ERROR_CUSTOM_JOIN_ID', '自定义 ID 错误', 'an id of ours is not well-formed', 'INVALID_ARGUMENT'),
  refuses('ERROR_NEEDMORE_BLANCE', '余额不足', 'the balance does not cover the request', 'INSUFFICIENT_BALANCE'),
  refuses(
    'ERROR_CUSTOM_JOIN_ID_NUMBER',
    '自定义 ID 数量错误',
    'there are not as many ids as recipients',
    'INVALID_ARGUMENT',
  ),
  refuses('ERROR_TIMING', '暂不支持定时外呼', 'calls cannot be scheduled', 'INVALID_ARGUMENT'),
  refuses('ERROR_TRIGGER', '无效值', 'a value means nothing', 'INVALID_ARGUMENT'),
];

/** Both tables: either product may spell a refusal the other's way, and no code means different things in them. */
export const CODES: readonly VendorCode[] = [...VOICE_CODES, ...JOIN_CODES];

/** What became of a message, as a report tells it. */
export interface ReportState {
  readonly code: string;
  readonly text: string;
  readonly gloss: string;
  readonly status: MessageReport['status'];
  readonly outcome: CallOutcome;
}

const state = (
  value: string,
  text: string,
  gloss: string,
  status: ReportState['status'],
  outcome: CallOutcome,
): ReportState => ({ code: value, text, gloss, status, outcome });

/** Section 3.1 状态报告表: notification, verification code, marketing. */
export const VOICE_STATES: readonly ReportState[] = [
  state('SUCCESS', '成功', 'delivered', 'DELIVERED', 'ANSWERED'),
  state('FAIL_CALL', '呼叫失败', 'the call did not succeed', 'FAILED', 'FAILED'),
  state('FAIL_ERROR_VOICE', '错误工单', 'the order was faulty', 'FAILED', 'FAILED'),
  state('FAIL_UNKNOWN', '未知失败', 'failed for a reason not known', 'FAILED', 'FAILED'),
  state('TIMEOUT', '状态报告超时', 'no report came in time', 'TIMED_OUT', 'TIMEOUT'),
  state('FAIL_NEEDMORE_BALANCE', '余额不足', 'the balance ran out', 'FAILED', 'INSUFFICIENT_BALANCE'),
  state('FAIL_MOBILE', '手机号错误', 'the number is wrong', 'FAILED', 'INVALID_NUMBER'),
  state('FAIL_BLACKDICTIONARY', '内容有黑词', 'a word of the text is banned', 'FAILED', 'BLOCKED'),
  state('FAIL_AUDITINGFAIL', '审核失败', 'the text did not pass review', 'FAILED', 'BLOCKED'),
  state('FAIL_APPID', 'APPID 错误', 'the service number is wrong', 'FAILED', 'FAILED'),
];

/** Section 3.3 语音短信状态报告表: voice SMS. */
export const JOIN_STATES: readonly ReportState[] = [
  state('4', '成功', 'delivered', 'DELIVERED', 'ANSWERED'),
  state('3', '超时', 'no report came in time', 'TIMED_OUT', 'TIMEOUT'),
  state('2', '失败', 'failed', 'FAILED', 'FAILED'),
];

const STATE_BY_CODE = new Map([...VOICE_STATES, ...JOIN_STATES].map((row) => [row.code, row]));

/** The row of a report's state, spaces around it already gone; undefined where neither table lists it. */
export function findState(value: string): ReportState | undefined {
  return STATE_BY_CODE.get(value);
}
