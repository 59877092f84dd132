import type { CallOutcome } from '../../domain/call.ts';

/** One ErrCode of a status report. */
export interface ReceiptCode {
  readonly code: string;
  /** The vendor's text, as its document prints it. */
  readonly text: string;
  /** The same in English. */
  readonly gloss: string;
  readonly outcome: CallOutcome;
  /** Set where one code has several meanings: this row applies where ErrDesc contains the text. */
  readonly when?: string;
}

const receipt = (code: string, text: string, gloss: string, outcome: CallOutcome): ReceiptCode => ({
  code,
  text,
  gloss,
  outcome,
});

const several = (
  code: string,
  text: string,
  gloss: string,
  outcome: CallOutcome,
  meanings: readonly (readonly [when: string, outcome: CallOutcome])[],
): ReceiptCode[] => [
  receipt(code, text, gloss, outcome),
  ...meanings.map(([when, meaning]) => ({ code, text, gloss, outcome: meaning, when })),
];

/**
 * Chapter “状态回执错误码”, in its order. Numbers that look like HTTP or SIP statuses are not: 0 is a phone that rang
 * and was not answered, 404 a blocked region, 500 a refusal after ringing.
 */
export const RECEIPT_CODES: readonly ReceiptCode[] = [
  // Not in the table, but in the printed push.
  receipt('SUCCESS', '发送成功', 'sent', 'ANSWERED'),
  receipt('DH:0000', '呼叫成功', 'the call succeeded', 'ANSWERED'),
  receipt('DH:0001', '被叫忙', 'the callee is busy', 'BUSY'),
  receipt('DH:0002', '被叫空号', 'the callee’s number is not in use', 'INVALID_NUMBER'),
  receipt('DH:0003', '呼叫超时，无振铃', 'timed out before the phone rang', 'TIMEOUT'),
  receipt('DH:0004', '有振铃，无人接听', 'the phone rang, no answer', 'NO_ANSWER'),
  receipt('DH:0005', '放音失败，放音文件不存在或格式不正确', 'the voice file is missing or malformed', 'FAILED'),
  receipt('DH:0006', '没有接收到按键', 'answered, but no key was pressed', 'ANSWERED'),
  receipt('DH:0007', '呼叫接通后，被叫挂机', 'the callee answered and hung up', 'CALLEE_HUNG_UP'),
  receipt('DH:0008', '被叫还未接时，主叫挂机', 'the caller gave up before an answer', 'CANCELED'),
  receipt('DH:0009', '放音文本含有敏感词', 'a banned word in the text', 'BLOCKED'),
  receipt('DH:0010', '号码为黑名单', 'the number is blacklisted', 'BLOCKED'),
  receipt('DH:0011', '单个号码相同内容限制', 'the same text too often to one number', 'RATE_LIMITED'),
  receipt('DH:0012', '单个号码次数限制', 'too many calls to one number', 'RATE_LIMITED'),
  receipt('DH:0013', '主叫禁呼', 'the caller may not call', 'BLOCKED'),
  receipt('DH:0014', '主叫限制', 'the caller is restricted', 'BLOCKED'),
  receipt('DH:0015', '主叫未拨号', 'the caller never dialled', 'FAILED'),
  receipt('DH:0016', '主叫欠费', 'the caller’s bill is unpaid', 'INSUFFICIENT_BALANCE'),
  receipt('DH:0017', '被叫拒接', 'the callee rejected the call', 'REJECTED'),
  receipt('DH:0018', '被叫关机', 'the callee’s phone is off', 'POWERED_OFF'),
  receipt('DH:0019', '被叫停机', 'the callee’s line is suspended', 'SUSPENDED_NUMBER'),
  receipt('DH:0020', '被叫不在服务区', 'the callee has no coverage', 'UNREACHABLE'),
  receipt('DH:0021', '被叫禁呼', 'the callee may not be called', 'BLOCKED'),
  receipt('DH:0023', '手机号码错误', 'wrong mobile number', 'INVALID_NUMBER'),
  receipt('DH:0027', '码号不正确', 'wrong number', 'INVALID_NUMBER'),
  receipt('DH:0028', '主叫忙', 'the caller’s line is busy', 'BUSY'),
  receipt('DH:0029', '外呼号码被过滤', 'the number was filtered out', 'BLOCKED'),
  ...several(
    'DH:9999',
    'app管家拦截/用户拒接/网关超时',
    'blocked by an app, rejected, or timed out at the gateway',
    'UNKNOWN',
    [
      ['拦截', 'BLOCKED'],
      ['拒接', 'REJECTED'],
      ['超时', 'TIMEOUT'],
    ],
  ),
  receipt('101', '主叫挂断', 'the caller hung up', 'CALLER_HUNG_UP'),
  receipt('102', '被叫挂断', 'the callee hung up', 'CALLEE_HUNG_UP'),
  receipt('103', '接口结束呼叫', 'the call was ended over the API', 'CANCELED'),
  receipt('104', '主叫取消呼叫', 'the caller gave up', 'CANCELED'),
  receipt('106', '被叫无法接通', 'the callee could not be reached', 'UNREACHABLE'),
  receipt('108', '被叫拒接', 'the callee rejected the call', 'REJECTED'),
  receipt('110', '被叫无人接听', 'no answer', 'NO_ANSWER'),
  receipt('9001', '其他错误', 'failed for another reason', 'FAILED'),
  receipt('9002', '网络异常', 'network failure', 'NETWORK_ERROR'),
  receipt('1012', '请求处理超时', 'handling the request took too long', 'TIMEOUT'),
  receipt('2038', '请求过于频繁', 'requests come too fast', 'RATE_LIMITED'),
  receipt('5000', '未知错误', 'failed for an unknown reason', 'UNKNOWN'),
  receipt('5099', '号码为空', 'the number is missing', 'INVALID_NUMBER'),
  receipt('5100', '号码不存在', 'there is no such number', 'INVALID_NUMBER'),
  receipt('5110', '号码和号码池未关联', 'the number is in no pool', 'FAILED'),
  receipt('5111', '通道不存在', 'there is no such line', 'FAILED'),
  receipt('5112', '黑名单列表号码', 'the number is on a blacklist', 'BLOCKED'),
  receipt('5113', '网关不存在', 'there is no such gateway', 'NETWORK_ERROR'),
  receipt('5114', '余额不足', 'not enough balance', 'INSUFFICIENT_BALANCE'),
  receipt('5121', '通道未启用', 'the line is not in use yet', 'FAILED'),
  receipt('5122', '通道停用', 'the line is out of use', 'FAILED'),
  receipt('5123', '号码停用', 'the number is out of use', 'SUSPENDED_NUMBER'),
  receipt('5124', '号码池不存在', 'there is no such number pool', 'FAILED'),
  receipt('5125', '被叫号码地区不支持', 'the callee’s region is not served', 'BLOCKED'),
  receipt('5130', '绑定号码未找到', 'the bound number was not found', 'FAILED'),
  receipt('5132', 'IVR校验失败', 'the IVR did not pass its check', 'FAILED'),
  receipt('5133', '绑定关系已经存在', 'there is such a binding already', 'FAILED'),
  receipt('5142', '内部网关不可用', 'a gateway inside is out of service', 'NETWORK_ERROR'),
  receipt('5157', '解除绑定失败', 'the binding could not be released', 'FAILED'),
  receipt('5158', '黑名单的关联关系已设置', 'the blacklist is linked already', 'FAILED'),
  receipt('5159', '黑名单的关联关系已删除', 'the blacklist was unlinked already', 'FAILED'),
  receipt('5160', '号码为黑名单号码', 'the number is blacklisted', 'BLOCKED'),
  receipt('5161', '号码有效校验失败', 'the number did not pass its check', 'INVALID_NUMBER'),
  receipt('5162', '账号状态异常', 'the account is not in order', 'FAILED'),
  receipt('5197', '账号未找到', 'there is no such account', 'FAILED'),
  receipt('5198', '主被叫显号不能同时为空', 'neither side has a number to show', 'FAILED'),
  receipt('5203', '会话不存在', 'there is no such session', 'FAILED'),
  receipt('5204', '呼叫不存在', 'there is no such call', 'FAILED'),
  receipt('5206', '内部挂断', 'the platform hung up', 'FAILED'),
  receipt('5207', '内部挂断', 'the platform hung up', 'FAILED'),
  receipt('5208', '通道类型错误', 'a line of the wrong type', 'FAILED'),
  receipt('5209', '空号', 'the number is not in use', 'INVALID_NUMBER'),
  receipt('5210', '关机', 'the phone is off', 'POWERED_OFF'),
  receipt('5211', '无法接通', 'could not be reached', 'UNREACHABLE'),
  receipt('5212', '无人接听', 'no answer', 'NO_ANSWER'),
  receipt('5213', '拒接', 'rejected', 'REJECTED'),
  receipt('5214', '用户忙', 'busy', 'BUSY'),
  receipt('5215', '停机', 'the line is suspended', 'SUSPENDED_NUMBER'),
  receipt('5216', '正在通话', 'in another call', 'BUSY'),
  receipt('5217', '呼入限制', 'incoming calls are barred', 'BLOCKED'),
  receipt('5218', '长途限制', 'long-distance calls are barred', 'BLOCKED'),
  receipt('5219', '加拨长途区号', 'a long-distance prefix is missing', 'INVALID_NUMBER'),
  receipt('5220', '紧急呼叫', 'an emergency call', 'FAILED'),
  receipt('5221', '拨打GSM', 'a GSM number was dialled', 'FAILED'),
  receipt('5222', '用户正忙', 'busy', 'BUSY'),
  receipt('5223', '号码有误', 'wrong number', 'INVALID_NUMBER'),
  receipt('5224', '号码失效', 'the number is no longer valid', 'INVALID_NUMBER'),
  receipt('5225', '网络忙', 'the network is busy', 'NETWORK_ERROR'),
  receipt('5226', '校对', '“proofreading”: the document explains it no further', 'UNKNOWN'),
  receipt('5227', '暂停服务', 'service to the number is suspended', 'SUSPENDED_NUMBER'),
  receipt('5228', '用户不存在', 'there is no such subscriber', 'INVALID_NUMBER'),
  receipt('5229', '不便接听', 'the callee cannot take the call', 'REJECTED'),
  receipt('5230', '未开通语音通话', 'the callee has no voice service', 'UNREACHABLE'),
  receipt('5237', '无法识别', 'the platform could not tell what happened', 'UNKNOWN'),
  receipt('5300', '内部错误', 'internal failure', 'FAILED'),
  receipt('5400', '服务不可用', 'the service is not available', 'FAILED'),
  receipt('402', '需要付费才能完成通话', 'the call must be paid for first', 'INSUFFICIENT_BALANCE'),
  receipt('403', '禁止呼叫', 'this call is forbidden', 'BLOCKED'),
  ...several('404', '屏蔽地区/黑名单/超频', 'region, blacklist, or called too often', 'BLOCKED', [
    ['屏蔽地区', 'BLOCKED'],
    ['黑名单', 'BLOCKED'],
    ['超频', 'RATE_LIMITED'],
  ]),
  receipt('408', '有振铃，超时无人接听', 'the phone rang, no answer in time', 'NO_ANSWER'),
  ...several(
    '480',
    '超频、黑名单、盲区的问题拒接、无人接听、正在通话、软件拦截、停机、关机、空号的问题',
    'one of ten reasons why the callee was not reached',
    'UNREACHABLE',
    [
      ['超频', 'RATE_LIMITED'],
      ['黑名单', 'BLOCKED'],
      ['盲区', 'UNREACHABLE'],
      ['拒接', 'REJECTED'],
      ['无人接听', 'NO_ANSWER'],
      ['正在通话', 'BUSY'],
      ['拦截', 'BLOCKED'],
      ['停机', 'SUSPENDED_NUMBER'],
      ['关机', 'POWERED_OFF'],
      ['空号', 'INVALID_NUMBER'],
    ],
  ),
  receipt('484', '服务网关收到一个地址不完整的请求', 'the number is incomplete', 'INVALID_NUMBER'),
  ...several('486', '被叫方正忙或者拒绝了通话', 'the callee is busy or rejected the call', 'BUSY', [
    ['忙', 'BUSY'],
    ['拒', 'REJECTED'],
  ]),
  receipt('487', '用户主动挂断', 'hung up before an answer', 'CANCELED'),
  ...several('500', '振铃后被叫拒接/未接听', 'rejected or not answered after ringing', 'NO_ANSWER', [
    ['拒接', 'REJECTED'],
    ['未接听', 'NO_ANSWER'],
  ]),
  receipt('502', '错误的服务网关', 'the gateway is the wrong one', 'NETWORK_ERROR'),
  receipt('503', '服务网关超负载', 'the gateway is overloaded', 'NETWORK_ERROR'),
  receipt('504', '服务网关内部通信超时', 'the gateway timed out', 'TIMEOUT'),
  ...several('603', '被叫方无法接通或拒接', 'not reached or rejected', 'REJECTED', [
    ['无法接通', 'UNREACHABLE'],
    ['拒接', 'REJECTED'],
  ]),
  receipt('100000001', '主叫取消呼叫', 'the caller gave up', 'CANCELED'),
  receipt('100000002', '用户忙(486)', 'busy', 'BUSY'),
  receipt(
    '100000003',
    '有长时间振铃未接听，用户忙未接听，客户信号不好未接听，客户关机未接听',
    'not answered: rang long, busy, bad signal, or off',
    'NO_ANSWER',
  ),
  ...several(
    '100000005',
    '客户未接听/目的地址不完整/号码被拦截',
    'not answered, an incomplete number, or blocked',
    'NO_ANSWER',
    [
      ['未接听', 'NO_ANSWER'],
      ['不完整', 'INVALID_NUMBER'],
      ['拦截', 'BLOCKED'],
    ],
  ),
  receipt('100000006', '运营商网络问题，请稍后重发', 'the carrier’s network failed', 'NETWORK_ERROR'),
  receipt('100000007', '用户拒接', 'rejected', 'REJECTED'),
  receipt('0', '长时间振铃无人接听，系统主动挂断', 'rang long, the platform hung up', 'NO_ANSWER'),
  receipt('500001', '终端骚扰拦截', 'blocked on the phone itself', 'BLOCKED'),
];

/**
 * The row for an ErrCode; undefined where the document does not list it. Where the code has several meanings, ErrDesc
 * picks one if it names exactly one: the catch-all's own text names them all and so says nothing.
 */
export function findReceipt(code: string, description: string): ReceiptCode | undefined {
  const rows = RECEIPT_CODES.filter((row) => row.code === code);
  const named = rows.filter(({ when }) => when !== undefined && description.includes(when));
  return named.length === 1 ? named[0] : rows[0];
}
