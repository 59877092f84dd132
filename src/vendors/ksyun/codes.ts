import type { VendorCode } from '../answer.ts';

/** An error of the API, with the HTTP status that the document gives it. */
export interface ApiCode extends VendorCode {
  /** Undefined where the document names a code and no status. */
  readonly httpStatus?: number;
}

const api = (
  code: string,
  httpStatus: number | undefined,
  text: string,
  gloss: string,
  category: VendorCode['category'],
): ApiCode => ({ code, text, gloss, category, ...(httpStatus === undefined ? {} : { httpStatus }) });

/**
 * Chapter “API错误码”, in the vendor's own spelling (Unknow, InnerServiceUnavaliable). The statuses are not what their
 * numbers suggest elsewhere: the rate limit is 409, a missing service 404.
 */
export const API_CODES: readonly ApiCode[] = [
  api('Unknow', 500, '未知错误', 'failed for a reason that the vendor does not know', 'OUTCOME_UNKNOWN'),
  // The printed example's message, “The Account do not call voice service”, says what the text does not.
  api('AccountVoiceServiceUnavailable', 500, '服务临时不可用', 'the account has no voice service', 'PERMISSION'),
  api('InvalidAccountId', 400, '账号错误', 'no such account', 'AUTHENTICATION'),
  api('InvalidMobile', 400, '手机号格式错误', 'malformed mobile number', 'INVALID_NUMBER'),
  api('InvalidTplId', 400, '模板ID不存在', 'there is no template with this id', 'TEMPLATE_INVALID'),
  api('InvalidTplParams', 400, '模板参数不存在或者错误', 'template variables do not fit', 'TEMPLATE_INVALID'),
  api('InvalidVerifyCode', 400, '验证码格式错误', 'the code is not 4 to 8 digits', 'INVALID_ARGUMENT'),
  api('TplContainUrl', 400, '模板不能有url', 'a web address in the text', 'CONTENT_REJECTED'),
  api('InvalidTplLen', 400, '模板参数长度超限', 'a template variable is too long', 'INVALID_ARGUMENT'),
  api('InvalidContentLen', 400, '超过语音内容最大长度', 'the whole text is too long', 'INVALID_ARGUMENT'),
  api('InvalidPlayTimes', 400, '播放次数不合法', 'it can be played once or twice', 'INVALID_ARGUMENT'),
  api('InvalidExtId', 400, '外部流水扩展格式错误', 'malformed ExtId', 'INVALID_ARGUMENT'),
  api('SendVoiceFailed', 400, '发送语音失败', 'the message could not be sent', 'OUTCOME_UNKNOWN'),
  api('TrialTimesLimit', 400, '试用额度已用完', 'the trial quota is used up', 'INSUFFICIENT_BALANCE'),
  api('EmptyVoiceChannel', 400, '通道不存在', 'no line to call on', 'RESOURCE_EXHAUSTED'),
  api(
    'MobileFrequencyLimit',
    400,
    '往同个手机号下发短信的条数超过控制台上设定的频度控制上限',
    'this number was called as often as the console allows',
    'RECIPIENT_FREQUENCY_LIMITED',
  ),
  api('SignatureNotMatch', 403, '签名不匹配', 'the signature is wrong', 'AUTHENTICATION'),
  api(
    'ServiceUnavailable',
    404,
    '请求被拒绝，因其引用的InnerAPI无内部服务',
    'refused: nothing serves this inside',
    'VENDOR_UNAVAILABLE',
  ),
  api('InnerServiceUnavaliable', 500, 'openAPI或服务暂不可用', 'out of service for now', 'VENDOR_UNAVAILABLE'),
  api('NoSuchEntity', 404, '请求被拒绝，因其引用的InnerAPI不存在', 'refused: there is no such action', 'NOT_FOUND'),
  api(
    'FlowLimitExceeded',
    409,
    '请求被拒绝，因该openAPI接口访问速度已达到流控上限',
    'refused: more requests than the account may send',
    'RATE_LIMITED',
  ),
  api('MissingParameter', 400, '输入参数 %s的值不能为空', 'a parameter is missing', 'INVALID_ARGUMENT'),
  api('InvalidTimestamp', 400, '请保持请求时间戳在15分钟以内', 'more than 15 minutes off', 'TIMESTAMP_SKEW'),
  api(
    'InvalidTimestampFormat',
    400,
    '请求时间戳格式不合法(%s)，格式：YYYY-MM-DDThh:mm:ssZ',
    'malformed time of the request',
    'INVALID_ARGUMENT',
  ),
  api('ServiceTimeout', 500, '内部服务由于超时暂不可用', 'the service behind timed out', 'OUTCOME_UNKNOWN'),
  // Only in the general example of “调用失败”.
  api(
    'InvalidParameterValue',
    undefined,
    'An invalid or out-of-range value was supplied',
    'a parameter is out of bounds',
    'INVALID_ARGUMENT',
  ),
];

/**
 * Codes after which somebody may have been called all the same: the document does not say how far the request had got.
 * ServiceTimeout: the service behind had the request and did not answer in time. SendVoiceFailed: sending had begun.
 * Unknow: the vendor itself does not know.
 */
export const FATE_OPEN: ReadonlySet<string> = new Set(['ServiceTimeout', 'SendVoiceFailed', 'Unknow']);
