import { code, type VendorCode } from '../answer.ts';

/** Accepted (“成功”). A JSON number in the document's example; compared as text. */
export const ACCEPTED = '200';

/**
 * The table “code返回码说明”, and the one message that “错误返回” prints under 400.
 *
 * None of these codes is a timeout or a failure half-way: 500 and 501 are maintenance, after which the document itself
 * asks the customer to send again. Only 999 explains nothing, so it leaves the fate of a request open.
 */
export const RESPONSE_CODES: readonly VendorCode[] = [
  code('400', '参数错误', 'a parameter is missing or malformed', 'INVALID_ARGUMENT'),
  code('400', '手机号格式不正确', 'malformed callee; only mobile numbers', 'INVALID_NUMBER', '手机号'),
  code('404', '接口地址不正确', 'there is nothing at this address; check the base URL', 'NOT_FOUND'),
  code('500', '系统维护,请稍候再试', 'the vendor is down for maintenance', 'VENDOR_UNAVAILABLE'),
  code(
    '501',
    '官方数据源维护,请稍候再试',
    'the carrier behind the vendor is down for maintenance',
    'VENDOR_UNAVAILABLE',
  ),
  code('601', '接口未开通', 'the account was not given this service', 'PERMISSION'),
  code('602', '账号停用', 'the account is suspended', 'ACCOUNT_DISABLED'),
  code('603', '余额不足请充值', 'the balance is used up', 'INSUFFICIENT_BALANCE'),
  code('604', '接口停用', 'the vendor has switched this service off', 'VENDOR_UNAVAILABLE'),
  code('606', '调用超限,请明天再试', 'the calls allowed for a day are used up', 'RESOURCE_EXHAUSTED'),
  code('609', '请求过于频繁,请稍候再试', 'too soon after the last request', 'RATE_LIMITED'),
  code('999', '其他,以实际返回为准', 'something else, which only the message tells', 'UNKNOWN'),
];
