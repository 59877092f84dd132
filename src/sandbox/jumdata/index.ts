import { jsonReply, type SimulatorRequest } from '../exchange.ts';
import type { SimulatorModel, SimulatorWorld } from '../simulator.ts';
import { faults } from './faults.ts';
import { readParameters } from './parameters.ts';
import { brokenLimit, initialState, type JumdataState, rememberCall } from './state.ts';
import { fillTemplate } from './templates.ts';

/** Jumdata as “语音通知-固定主叫” describes it: signature, templates, limits per number, billing, codes. */
export const jumdataSimulator: SimulatorModel<JumdataState> = {
  vendor: 'JUMDATA',
  initialState,
  // No HTTP status is documented, so refusals come with 200 as well.
  answer: (request, state, world) => jsonReply(answer(request, state, world)),
  report: () => ({ reported: false, reason: 'Jumdata documents no push: it does not report what became of a call.' }),
  faults,
};

const PATH = '/voice-notify/send-v2';
// Section “接口说明”: at most 500 characters, one unit charged for each 85 of them.
const MAX_CONTENT_LENGTH = 500;
const CHARACTERS_A_UNIT = 85;

type Reply =
  | { readonly code: 200; readonly msg: string; readonly taskNo: string; readonly data: { readonly callId: string } }
  | { readonly msg: string; readonly code: number };

const refuse = (code: number, msg: string): Reply => ({ msg, code });
// The document names the limits and the codes apart; by their texts, “try again later” and “try again tomorrow”.
const LIMIT_REFUSALS = {
  pause: refuse(609, '请求过于频繁,请稍候再试'),
  day: refuse(606, '调用超限,请明天再试'),
} as const;

function answer(request: SimulatorRequest, state: JumdataState, world: SimulatorWorld): Reply {
  if (request.path !== PATH || !['GET', 'POST'].includes(request.method)) return refuse(404, '接口地址不正确');
  const parameters = readParameters(request);
  // The document has no code for a wrong signature or an unknown appId: both are parameters.
  if ('wrong' in parameters) {
    return parameters.wrong === 'mobile'
      ? refuse(400, '手机号格式不正确')
      : refuse(400, `参数错误:${parameters.wrong}`);
  }
  const { mobile, templateId, param } = parameters;
  const content = fillTemplate(templateId, param);
  if (content === undefined) return refuse(400, '参数错误:templateId,param');
  const length = [...content].length;
  if (length > MAX_CONTENT_LENGTH) return refuse(400, `参数错误:${length} > ${MAX_CONTENT_LENGTH}`);
  const limit = brokenLimit(state, mobile, world.now());
  if (limit) return LIMIT_REFUSALS[limit];
  const price = Math.ceil(length / CHARACTERS_A_UNIT);
  if (state.balance < price) return refuse(603, '余额不足请充值');
  state.balance -= price;
  rememberCall(state, mobile, world.now());
  return { code: 200, msg: '成功', taskNo: digits(20, world), data: { callId: digits(14, world) } };
}

/** Identifiers are decimal in the document's example: 20 digits for a request, 14 for a call. */
function digits(count: number, world: SimulatorWorld): string {
  return BigInt(`0x${world.newId()}`).toString().padStart(count, '0').slice(-count);
}
