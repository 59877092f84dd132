import type { CallOutcome } from '../../domain/call.ts';
import { leavesOpen, refuses, type VendorCode } from '../codes.ts';

/** Accepted; the message beside it varies (SUCCESS, OK, Ok) and means nothing. */
export const ACCEPTED = '000000';

/**
 * Chapter “3 响应代码”. Rows that share a code are told apart by the vendor's message.
 *
 * Its column “产生 callId(bindId)” says 是 for the rows from 400021 on that are about a callee, a voice file or a text to
 * be spoken: the call exists at the vendor by then, and a report on it may still come. Those rows leave the fate of a
 * request open, and so do 400100 and 400101, where the column is empty.
 */
export const RESPONSE_CODES: readonly VendorCode[] = [
  refuses('200001', 'accountId 为空或无效', 'the appId is empty or not known', 'AUTHENTICATION'),
  refuses('200001', '账号被冻结', 'the account is frozen', 'ACCOUNT_DISABLED', '冻结'),
  refuses('200002', '请求 ip 不在白名单中', 'this address is not on the allow-list', 'IP_NOT_ALLOWED'),
  refuses('200003', 'token 无效', 'the token is not valid', 'AUTHENTICATION'),
  refuses('200004', '鉴权失败', 'the request was not authenticated', 'AUTHENTICATION'),
  refuses('200004', '参数 sig 失效', 'the signature has expired (5 minutes)', 'TIMESTAMP_SKEW', '失效'),
  refuses('200005', '余额不足', 'not enough balance', 'INSUFFICIENT_BALANCE'),
  refuses('400000', '参数信息不能为空', 'a parameter is missing', 'INVALID_ARGUMENT'),
  refuses('400001', '字符集应为 UTF-8', 'the body is not UTF-8', 'INVALID_ARGUMENT'),
  refuses('400002', '接口并发数(TPS)超限', 'more requests per second than the account may send', 'RATE_LIMITED'),
  refuses('400010', '主显号码格式错误', 'malformed display number', 'INVALID_NUMBER'),
  refuses('400011', '主叫号码格式错误', 'malformed caller; only mobile numbers', 'INVALID_NUMBER'),
  refuses('400012', '小号号码格式错误', 'malformed virtual number', 'INVALID_NUMBER'),
  refuses('400020', '被叫号码格式错误', 'malformed callee; only mobile numbers', 'INVALID_NUMBER', '号码'),
  leavesOpen('400020', '语音文件不存在', 'no such voice file (printed under 400020)', 'NOT_FOUND', '语音文件'),
  leavesOpen('400021', '被叫号码超频', 'the callee was called 10 times today', 'RECIPIENT_FREQUENCY_LIMITED'),
  leavesOpen('400022', '主叫号码超频', 'the caller called within 8 seconds of the last call', 'RATE_LIMITED'),
  leavesOpen('400023', '被叫号码为黑名单', 'the callee is blacklisted', 'BLACKLISTED'),
  refuses('400024', '号码 A 格式错误', 'malformed number A; only mobile numbers', 'INVALID_NUMBER'),
  refuses('400025', '号码 B 格式错误', 'malformed number B; only mobile numbers', 'INVALID_NUMBER'),
  leavesOpen('400030', '语音文件未审核通过', 'the voice file is not approved', 'TEMPLATE_INVALID'),
  leavesOpen('400030', '语音文件不存在', 'no such voice file', 'NOT_FOUND', '不存在'),
  leavesOpen('400040', 'TTS 模板不存在', 'no such speech template', 'TEMPLATE_INVALID'),
  leavesOpen('400040', 'TTS 模板类型不符', 'the speech template is of another type', 'TEMPLATE_INVALID', '类型'),
  leavesOpen('400040', 'TTS 模板未审核通过', 'the speech template is not approved', 'TEMPLATE_INVALID', '审核'),
  leavesOpen(
    '400050',
    'TTS 内容格式错误或含有敏感词',
    'malformed speech text, or a banned word in it',
    'CONTENT_REJECTED',
  ),
  leavesOpen('400060', 'TTS 变量格式错误', 'malformed template variable', 'INVALID_ARGUMENT'),
  leavesOpen(
    '400060',
    'TTS 单个变量内容超长',
    'a template variable is longer than 30 characters',
    'INVALID_ARGUMENT',
    '单个',
  ),
  leavesOpen('400060', 'TTS 变量不能为空', 'a template variable is missing', 'INVALID_ARGUMENT', '为空'),
  leavesOpen(
    '400060',
    'TTS 变量个数不匹配',
    'the number of template variables does not match',
    'INVALID_ARGUMENT',
    '个数',
  ),
  leavesOpen(
    '400060',
    'TTS 内容总长度超长',
    'the speech text is longer than 200 characters',
    'INVALID_ARGUMENT',
    '总长度',
  ),
  refuses('400061', '验证码格式错误', 'malformed verification code; 4 to 8 digits and letters', 'INVALID_ARGUMENT'),
  refuses('400070', '语音文件和 TTS 模板 ID 都为空', 'neither a voice file nor a speech template', 'INVALID_ARGUMENT'),
  refuses('400071', '按键模板 ID 不存在', 'no such key-press template', 'TEMPLATE_INVALID'),
  refuses('400080', '重播次数错误', 'the message can be played 1, 2 or 3 times', 'INVALID_ARGUMENT'),
  refuses('400090', '小号已绑定', 'the virtual number is bound already', 'ALREADY_BOUND'),
  refuses('400091', '小号不存在', 'no such virtual number', 'NOT_FOUND'),
  refuses('400092', '绑定关系不存在', 'no such binding', 'NOT_BOUND'),
  refuses('400093', '姓名格式错误', 'malformed name; 2 to 6 characters', 'INVALID_ARGUMENT'),
  refuses('400094', '身份证号码格式错误', 'malformed id-card number', 'INVALID_ARGUMENT'),
  refuses('400095', '绑定关系已存在', 'the binding exists already', 'ALREADY_BOUND'),
  leavesOpen('400100', '绑定隐私小号,内部错误', 'internal failure while binding', 'VENDOR_ERROR'),
  leavesOpen('400101', '解绑隐私小号,内部错误', 'internal failure while releasing', 'VENDOR_ERROR'),
];

/** One leg's call state. */
export interface CallState {
  readonly code: string;
  readonly text: string;
  readonly gloss: string;
  readonly outcome: CallOutcome;
}

const state = (value: string, text: string, gloss: string, outcome: CallOutcome): CallState => ({
  code: value,
  text,
  gloss,
  outcome,
});

/** Chapter “2 呼叫状态”. State 0 proves no conversation: the document's own example has it with 0 seconds (2.1.11). */
export const CALL_STATES: readonly CallState[] = [
  state('0', '正常', 'normal', 'ANSWERED'),
  state('1', '空号', 'the number does not exist', 'INVALID_NUMBER'),
  state('2', '用户忙', 'busy', 'BUSY'),
  state('3', '拒接', 'rejected', 'REJECTED'),
  state('4', '无人接听', 'no answer', 'NO_ANSWER'),
  state('5', '无法接通', 'could not be reached', 'UNREACHABLE'),
  state('6', '呼叫被拦截', 'blocked by the carrier', 'BLOCKED'),
  state('7', '关机', 'powered off', 'POWERED_OFF'),
  state('8', '停机', 'the number is suspended', 'SUSPENDED_NUMBER'),
  state('9', '其他', 'failed, or a state that the vendor does not recognise', 'FAILED'),
  state('10', '主叫挂机', 'the caller hung up', 'CALLER_HUNG_UP'),
  state('11', '被叫挂机', 'the callee hung up', 'CALLEE_HUNG_UP'),
  state('12', '主叫放弃', 'the caller gave up', 'CANCELED'),
  state('13', '小号状态异常', 'the virtual number is out of order', 'FAILED'),
  state('14', '订单超期', 'the binding has expired', 'EXPIRED'),
];
