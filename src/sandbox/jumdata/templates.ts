/**
 * The texts that the vendor has approved for the simulated customer; a number in braces is a variable by its position.
 * The digit of an id is the number of variables.
 */
export const TEMPLATES: Readonly<Record<string, string>> = {
  T0: '您好，您预约的服务即将开始，请保持电话畅通。',
  T1: '您好，您有一条新的通知：{1}，请及时查看。',
  T2: '您好，您的订单{1}将于{2}送达，请保持电话畅通。',
  T3: '{1}您好，您的订单{2}已到{3}，请及时领取。',
};

const VARIABLE = /\{(\d)\}/g;

/** What is spoken, or undefined where there is no such template or the number of values does not fit it. */
export function fillTemplate(templateId: string, param: string | undefined): string | undefined {
  const template = Object.hasOwn(TEMPLATES, templateId) ? TEMPLATES[templateId] : undefined;
  const values = param === undefined ? [] : param.split(',');
  if (template === undefined || [...template.matchAll(VARIABLE)].length !== values.length) return undefined;
  return template.replace(VARIABLE, (_variable, position: string) => values[Number(position) - 1] ?? '');
}
