import { leavesOpen, refuses, type VendorCode } from '../codes.ts';

/** An error of the API, with the HTTP status that the document gives it. */
export interface ApiCode extends VendorCode {
  /** Undefined where the document names a code and no status. */
  readonly httpStatus?: number;
}

/** An error with its documented HTTP status. */
const at = (httpStatus: number, row: VendorCode): ApiCode => ({ ...row, httpStatus });

/**
 * Chapter “API错误码”, in the vendor's own spelling (Unknow, InnerServiceUnavaliable). The statuses are not what their
 * numbers suggest elsewhere: the rate limit is 409, a missing service 404.
 *
 * Four leave the fate of a request open, because the document does not say how far it had got: Unknow (the vendor does
 * not know either), SendVoiceFailed (sending had begun), InnerServiceUnavaliable and ServiceTimeout (the service behind
 * may have had the request). ServiceUnavailable and NoSuchEntity say themselves that the request was refused (请求被拒绝).
 */
export const API_CODES: readonly ApiCode[] = [
  at(500, leavesOpen('Unknow', '未知错误', 'failed for a reason that the vendor does not know', 'OUTCOME_UNKNOWN')),
  // The printed example's message, “The Account do not call voice service”, says what the text does not.
  at(
    500,
    refuses('AccountVoiceServiceUnavailable', '服务临时不可用', 'the account has no voice service', 'PERMISSION'),
  ),
  at(400, refuses('InvalidAccountId', '账号错误', 'no such account', 'AUTHENTICATION')),
  at(400, refuses('InvalidMobile', '手机号格式错误', 'malformed mobile number', 'INVALID_NUMBER')),
  at(400, refuses('InvalidTplId', '模板ID不存在', 'there is no template with this id', 'TEMPLATE_INVALID')),
  at(400, refuses('InvalidTplParams', '模板参数不存在或者错误', 'template variables do not fit', 'TEMPLATE_INVALID')),
  at(400, refuses('InvalidVerifyCode', '验证码格式错误', 'the code is not 4 to 8 digits', 'INVALID_ARGUMENT')),
  at(400, refuses('TplContainUrl', '模板不能有url', 'a web address in the text', 'CONTENT_REJECTED')),
  at(400, refuses('InvalidTplLen', '模板参数长度超限', 'a template variable is too long', 'INVALID_ARGUMENT')),
  at(400, refuses('InvalidContentLen', '超过语音内容最大长度', 'the whole text is too long', 'INVALID_ARGUMENT')),
  at(400, refuses('InvalidPlayTimes', '播放次数不合法', 'it can be played once or twice', 'INVALID_ARGUMENT')),
  at(400, refuses('InvalidExtId', '外部流水扩展格式错误', 'malformed ExtId', 'INVALID_ARGUMENT')),
  at(400, leavesOpen('SendVoiceFailed', '发送语音失败', 'the message could not be sent', 'OUTCOME_UNKNOWN')),
  at(400, refuses('TrialTimesLimit', '试用额度已用完', 'the trial quota is used up', 'INSUFFICIENT_BALANCE')),
  at(400, refuses('EmptyVoiceChannel', '通道不存在', 'no line to call on', 'RESOURCE_EXHAUSTED')),
  at(
    400,
    refuses(
      'MobileFrequencyLimit',
      '往同个手机号下发短信的条数超过控制台上设定的频度控制上限',
      'this number was called as often as the console allows',
      'RECIPIENT_FREQUENCY_LIMITED',
    ),
  ),
  at(403, refuses('SignatureNotMatch', '签名不匹配', 'the signature is wrong', 'AUTHENTICATION')),
  at(
    404,
    refuses(
      'ServiceUnavailable',
      '请求被拒绝，因其引用的InnerAPI无内部服务',
      'refused: nothing serves this inside',
      'VENDOR_UNAVAILABLE',
    ),
  ),
  at(
    500,
    leavesOpen('InnerServiceUnavaliable', 'openAPI或服务暂不可用', 'out of service for now', 'VENDOR_UNAVAILABLE'),
  ),
  at(
    404,
    refuses('NoSuchEntity', '请求被拒绝，因其引用的InnerAPI不存在', 'refused: there is no such action', 'NOT_FOUND'),
  ),
  at(
    409,
    refuses(
      'FlowLimitExceeded',
      '请求被拒绝，因该openAPI接口访问速度已达到流控上限',
      'refused: more requests than the account may send',
      'RATE_LIMITED',
    ),
  ),
  at(400, refuses('MissingParameter', '输入参数 %s的值不能为空', 'a parameter is missing', 'INVALID_ARGUMENT')),
  at(400, refuses('InvalidTimestamp', '请保持请求时间戳在15分钟以内', 'more than 15 minutes off', 'TIMESTAMP_SKEW')),
  at(
    400,
    refuses(
      'InvalidTimestampFormat',
      '请求时间戳格式不合法(%s)，格式：YYYY-MM-DDThh:mm:ssZ',
      'malformed time of the request',
      'INVALID_ARGUMENT',
    ),
  ),
  at(500, leavesOpen('ServiceTimeout', '内部服务由于超时暂不可用', 'the service behind timed out', 'OUTCOME_UNKNOWN')),
  // Only in the general example of “调用失败”.
  refuses(
    'InvalidParameterValue',
    'An invalid or out-of-range value was supplied',
    'a parameter is out of bounds',
    'INVALID_ARGUMENT',
  ),
];
