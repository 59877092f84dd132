/** A template as the vendor keeps it: text with `{variable}` in it. */
export type Templates = Readonly<Record<string, string>>;

/** “验证码系统模板”. */
export const VERIFICATION_TEMPLATES: Templates = {
  '100001': '您的验证码为{code}，如非本人操作，请忽略！',
  '100002': '您的注册验证码是{code}，请不要把验证码泄漏给其他人。',
  '100003': '您本次登录的验证码为{code}，如非本人操作，请勿泄露！',
  '100004': '您正在找回密码，验证码为{code}， 请勿泄露。',
  '100005': '您正在进行支付确认，验证码是{code}，切勿泄露给他人！',
};

/** What the simulated customer has had approved in the console; the first is the example of the parameter table. */
export const NOTIFICATION_TEMPLATES: Templates = {
  '1001': '你的验证码{code},有效期为五分钟',
  '1002': '您的快递已送达，请及时领取。',
  '1003': '您有一条新通知：{text}',
  '1004': '{first}{second}',
};

export const IVR_TEMPLATES: Templates = {
  '2001': '您预约的{service}即将开始，确认请按1，取消请按2。',
  '2002': '请为本次服务评分，满意请按1，不满意请按2。',
};

/** The names of a template's variables. */
export function variablesOf(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** The text that is spoken. */
export function fillIn(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_variable, name: string) => values[name] ?? '');
}
