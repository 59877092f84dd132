import { jsonReply, type SimulatorReply } from '../exchange.ts';

/**
 * Chapter “API错误码”: the errors that a request can earn here, each with its HTTP status and text. Those that hang on
 * the vendor's own state (a quota, a line, an outage) no request can bring about; tests inject them.
 */
const ERRORS = {
  InvalidAccountId: [400, '账号错误'],
  InvalidMobile: [400, '手机号格式错误'],
  InvalidTplId: [400, '模板ID不存在'],
  InvalidTplParams: [400, '模板参数不存在或者错误'],
  InvalidVerifyCode: [400, '验证码格式错误'],
  TplContainUrl: [400, '模板不能有url'],
  InvalidTplLen: [400, '模板参数长度超限'],
  InvalidContentLen: [400, '超过语音内容最大长度'],
  InvalidPlayTimes: [400, '播放次数不合法'],
  InvalidExtId: [400, '外部流水扩展格式错误'],
  SignatureNotMatch: [403, '签名不匹配'],
  NoSuchEntity: [404, '请求被拒绝，因其引用的InnerAPI不存在'],
  MissingParameter: [400, '输入参数 %s的值不能为空'],
  InvalidTimestamp: [400, '请保持请求时间戳在15分钟以内'],
  InvalidTimestampFormat: [400, '请求时间戳格式不合法(%s)，格式：YYYY-MM-DDThh:mm:ssZ'],
  InvalidParameterValue: [400, 'An invalid or out-of-range value was supplied for the input parameter %s.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

/** Why a request is refused. */
export interface Refusal {
  readonly code: keyof typeof ERRORS;
  /** What stands for %s in the message. */
  readonly about?: string;
}

export function refuse(code: Refusal['code'], about?: string): Refusal {
  return about === undefined ? { code } : { code, about };
}

/** The printed form of “调用失败”. Every error above is the sender's. */
export function errorReply({ code, about = '' }: Refusal, requestId: string): SimulatorReply {
  const [status, message] = ERRORS[code];
  return jsonReply(
    { RequestId: requestId, Error: { Type: 'Sender', Message: message.replace('%s', about), Code: code } },
    status,
  );
}
