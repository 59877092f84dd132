import type { CallOutcome, HungUpBy } from '../../domain/call.ts';
import { leavesOpen, refuses, type VendorCode } from '../codes.ts';
import type { AccountReply } from '../vendor.ts';

/** `error` of an answer that was carried out (chapter 1). */
export const ACCEPTED = '0';

/** 重复提交: this reqid was here before. */
export const SUBMITTED_BEFORE = '1004';

/** 任务不存在 and 资源不存在: on a release, what was to go is gone. */
export const ALREADY_GONE: ReadonlySet<string> = new Set(['1200', '1300']);

/** Chapter 1, HTTP 响应码定义. */
export const HTTP_CODES: readonly VendorCode[] = [
  refuses('401', '认证失败', 'the signature, or its time, is not accepted', 'AUTHENTICATION'),
];

/**
 * Chapter 1, 自定义错误码定义. An exception, a fault, maintenance, a timeout or a failed operation can strike after the binding
 * was made, and a repeated reqid says that an earlier request was at work: those rows leave the fate of a request open.
 */
export const RESPONSE_CODES: readonly VendorCode[] = [
  leavesOpen('1000', '访问服务异常', 'the service behind the interface failed', 'VENDOR_ERROR'),
  refuses('1001', 'URL 映射不匹配', 'no operation has this address', 'NOT_FOUND'),
  refuses('1002', '访问参数错误', 'a parameter is wrong or missing', 'INVALID_ARGUMENT'),
  refuses('1003', '验证码不正确', 'the check code is wrong', 'AUTHENTICATION'),
  leavesOpen(SUBMITTED_BEFORE, '重复提交', 'a request with this reqid was submitted before', 'CONFLICT'),
  refuses('1100', '账号不存在', 'no such account', 'AUTHENTICATION'),
  refuses('1101', '账号认证失败', 'the account was not authenticated', 'AUTHENTICATION'),
  refuses('1102', '账号已停用', 'the account is out of use', 'ACCOUNT_DISABLED'),
  refuses('1103', '账号权限未开通', 'the account lacks this permission', 'PERMISSION'),
  refuses('1104', 'ACL 限制', 'refused by the access list', 'IP_NOT_ALLOWED'),
  refuses('1105', 'Rate 限制、流控', 'more requests than the account may send', 'RATE_LIMITED'),
  refuses('1110', '账号余额不足', 'not enough balance', 'INSUFFICIENT_BALANCE'),
  refuses('1200', '任务不存在', 'there is no such task', 'NOT_BOUND'),
  refuses('1201', '任务冲突或重复', 'the task contradicts or repeats another', 'CONFLICT'),
  refuses('1300', '资源不存在', 'there is no such resource: a number or a binding', 'NOT_FOUND'),
  refuses('1301', '资源不足', 'no resource is free', 'RESOURCE_EXHAUSTED'),
  refuses('1302', '资源配置冲突', 'the number is configured otherwise already', 'CONFLICT'),
  leavesOpen('1400', '任务发起失败', 'the task could not be started', 'VENDOR_ERROR'),
  leavesOpen('1401', '任务发起超时', 'starting the task took too long', 'OUTCOME_UNKNOWN'),
  leavesOpen('1500', '系统临时故障', 'a passing fault of the system', 'VENDOR_UNAVAILABLE'),
  leavesOpen('1501', '系统维护', 'the system is being maintained', 'VENDOR_UNAVAILABLE'),
  leavesOpen('1502', '系统操作失败', 'the system failed at the operation', 'VENDOR_ERROR'),
];

/** `state` of an account (3.1): 试用, 正式开通, 暂停, 关闭. */
export const ACCOUNT_STATES: ReadonlyMap<string, NonNullable<AccountReply['state']>> = new Map([
  ['0', 'TRIAL'],
  ['1', 'ACTIVE'],
  ['2', 'SUSPENDED'],
  ['3', 'CLOSED'],
]);

/** `releasedir` (5.1): 主叫, 被叫, 平台释放. */
export const RELEASED_BY: ReadonlyMap<string, HungUpBy> = new Map([
  ['1', 'CALLER'],
  ['2', 'CALLEE'],
  ['0', 'PLATFORM'],
]);

/** How a call went, as `result` says it. */
export interface CallResult {
  readonly code: string;
  readonly text: string;
  readonly gloss: string;
  readonly outcome: CallOutcome;
}

const result = (value: string, text: string, gloss: string, outcome: CallOutcome): CallResult => ({
  code: value,
  text,
  gloss,
  outcome,
});

/** Section 5.2. Up to 127 these are the release causes of ITU-T Q.850; from 202 on the platform's own. */
export const CALL_RESULTS: readonly CallResult[] = [
  result('answered', '呼叫成功', 'the callee answered', 'ANSWERED'),
  result('1', '未分配的号码 (被叫手机号码为空号)', 'the number is not assigned', 'INVALID_NUMBER'),
  result('2', '无路由到指定的转接网', 'no way to the chosen transit network', 'UNREACHABLE'),
  result('3', '无路由到目的地', 'no way to the callee', 'UNREACHABLE'),
  result('4', '发送专用信息音', 'a special information tone was played', 'UNREACHABLE'),
  result('16', '正常的呼叫拆线', 'the call was cleared normally', 'CANCELED'),
  result('17', '用户忙', 'busy', 'BUSY'),
  result('18', '用户未响应', 'the phone did not respond', 'NO_ANSWER'),
  result('19', '用户未应答', 'no answer', 'NO_ANSWER'),
  result('20', '用户缺席', 'the subscriber is absent from the network', 'UNREACHABLE'),
  result('21', '呼叫拒收', 'the callee rejected the call', 'REJECTED'),
  result('22', '号码改变', 'the subscriber has another number now', 'INVALID_NUMBER'),
  result('27', '目的地不可达', 'the callee cannot be reached', 'UNREACHABLE'),
  result('28', '无效的号码格式 (地址不全)', 'the number is malformed or incomplete', 'INVALID_NUMBER'),
  result('29', '性能拒绝', 'a facility was refused', 'FAILED'),
  result('31', '正常—未指定', 'a normal end, not further specified', 'FAILED'),
  result('34', '无电路/通路可用', 'no line is free', 'NETWORK_ERROR'),
  result('42', '交换设备拥塞', 'the switch is congested', 'NETWORK_ERROR'),
  result('50', '所请求的性能未预定', 'a facility is not subscribed to', 'FAILED'),
  result('53', 'CUG 中限制去呼叫', 'the closed user group bars outgoing calls', 'BLOCKED'),
  result('55', 'CUG 中限制来呼叫', 'the closed user group bars incoming calls', 'BLOCKED'),
  result('57', '承载能力无权 (被叫手机号码未开通呼叫权限)', 'the callee may not be called', 'BLOCKED'),
  result('58', '承载能力目前不可用', 'the bearer is not available now', 'NETWORK_ERROR'),
  result('65', '承载能力未实现', 'the bearer is not implemented', 'FAILED'),
  result('69', '所请求的性能未实现', 'the facility is not implemented', 'FAILED'),
  result('87', '被叫用户不是 CUG 的成员', 'the callee is outside the closed user group', 'BLOCKED'),
  result('88', '不兼容的目的地', 'the callee’s equipment does not fit', 'FAILED'),
  result('90', '不存在的 CUG', 'no such closed user group', 'FAILED'),
  result('91', '无效的转接网选择', 'the transit network was chosen wrongly', 'NETWORK_ERROR'),
  result('95', '无效的消息, 未指定', 'an invalid signalling message', 'FAILED'),
  result('97', '消息类型不存在或未实现', 'an unknown type of signalling message', 'FAILED'),
  result('99', '参数不存在或未实现', 'an unknown signalling parameter', 'FAILED'),
  result('102', '定时器终了时恢复', 'a network timer ran out', 'TIMEOUT'),
  result('103', '参数不存在或未实现—传递', 'an unknown signalling parameter, passed on', 'FAILED'),
  result('110', '消息带有未被识别的参数—舍弃', 'a signalling message dropped for an unknown parameter', 'FAILED'),
  result('111', '协议错误, 未指定', 'a protocol error', 'NETWORK_ERROR'),
  result('127', '互通, 未指定', 'a fault between two networks', 'NETWORK_ERROR'),
  result('202', '用户忙, MSRN 获取失败, 平台挂机', 'busy: no roaming number; the platform hung up', 'BUSY'),
  result('203', '用户去活, 平台挂机', 'the subscriber is deactivated; the platform hung up', 'SUSPENDED_NUMBER'),
  result('204', '用户在平台侧关机，平台挂机', 'powered off; the platform hung up', 'POWERED_OFF'),
  result('205', '用户未开户，平台挂机', 'there is no such subscriber; the platform hung up', 'INVALID_NUMBER'),
  result('206', '小号不允许呼叫，平台挂机', 'the virtual number may not call; the platform hung up', 'BLOCKED'),
  result(
    '207',
    '主号拨打小号，平台挂机',
    'the subscriber dialled their own virtual number; the platform hung up',
    'BLOCKED',
  ),
  result(
    '209',
    '主叫打小号带原始被叫，平台挂机',
    'a diverted call to the virtual number; the platform hung up',
    'BLOCKED',
  ),
];
