import { leavesOpen, refuses, type VendorCode } from '../codes.ts';

/** Accepted (“成功”). A JSON number in the document's example; compared as text. */
export const ACCEPTED = '200';

/**
 * The table “code返回码说明”, and the one message that “错误返回” prints under 400.
 *
 * 500 and 501 are maintenance, which can begin while a request is under way, and 999 explains nothing: they leave the
 * fate of a request open. 604 is a service that was switched off as such, and no passing state.
 */
export const RESPONSE_CODES: readonly VendorCode[] = [
  refuses('400', '参数错误', 'a parameter is missing or malformed', 'INVALID_ARGUMENT'),
  refuses('400', '手机号格式不正确', 'malformed callee; only mobile numbers', 'INVALID_NUMBER', '手机号'),
  refuses('404', '接口地址不正确', 'there is nothing at this address; check the base URL', 'NOT_FOUND'),
  leavesOpen('500', '系统维护,请稍候再试', 'the vendor is down for maintenance', 'VENDOR_UNAVAILABLE'),
  leavesOpen(
    '501',
    '官方数据源维护,请稍候再试',
    'the carrier behind the vendor is down for maintenance',
    'VENDOR_UNAVAILABLE',
  ),
  refuses('601', '接口未开通', 'the account was not given this service', 'PERMISSION'),
  refuses('602', '账号停用', 'the account is suspended', 'ACCOUNT_DISABLED'),
  refuses('603', '余额不足请充值', 'the balance is used up', 'INSUFFICIENT_BALANCE'),
  refuses('604', '接口停用', 'the vendor has switched this service off', 'VENDOR_UNAVAILABLE'),
  refuses('606', '调用超限,请明天再试', 'the calls allowed for a day are used up', 'RESOURCE_EXHAUSTED'),
  refuses('609', '请求过于频繁,请稍候再试', 'too soon after the last request', 'RATE_LIMITED'),
  leavesOpen('999', '其他,以实际返回为准', 'something else, which only the message tells', 'UNKNOWN'),
];
