import { z } from 'zod';
import { parseJson } from '../../vendors/json.ts';
import { COMMON_PARAMETERS } from './authentication.ts';
import { type Refusal, refuse } from './errors.ts';
import {
  fillIn,
  IVR_TEMPLATES,
  NOTIFICATION_TEMPLATES,
  type Templates,
  VERIFICATION_TEMPLATES,
  variablesOf,
} from './templates.ts';

export type RequestParameters = ReadonlyMap<string, string>;

/** What one Action takes, as its table (“请求参数”) lists it. */
export interface ActionTable {
  readonly voiceType: 1 | 2;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly templates: Templates;
}

const spoken = (templates: Templates): ActionTable => ({
  voiceType: 2,
  required: ['Mobile', 'TplId', 'TplParams'],
  optional: ['Caller', 'ExtId'],
  templates,
});

const verification: ActionTable = {
  voiceType: 1,
  required: ['Mobile', 'TplId', 'Code'],
  optional: ['Caller', 'PlayTimes', 'ExtId'],
  templates: VERIFICATION_TEMPLATES,
};

export const ACTIONS: ReadonlyMap<string, ActionTable> = new Map([
  ['CallVerify', verification],
  ['CallNotify', spoken(NOTIFICATION_TEMPLATES)],
  ['CallIvr', spoken(IVR_TEMPLATES)],
]);

/** The form of each parameter, and the error that another form earns. */
const FORMS: Readonly<Record<string, readonly [form: RegExp, code: Refusal['code']]>> = {
  Mobile: [/^1\d{10}$/, 'InvalidMobile'],
  Caller: [/^\d+$/, 'InvalidParameterValue'],
  TplId: [/^\d+$/, 'InvalidTplId'],
  Code: [/^\d{4,8}$/, 'InvalidVerifyCode'],
  PlayTimes: [/^[12]$/, 'InvalidPlayTimes'],
  ExtId: [/^[0-9a-zA-Z]{1,50}$/, 'InvalidExtId'],
  DryRun: [/^(true|false)$/, 'InvalidParameterValue'],
};

/** What is wrong with an Action's parameters. One that its table does not list is refused: ours must not send it. */
export function checkParameters(table: ActionTable, parameters: RequestParameters): Refusal | undefined {
  const missing = table.required.find((name) => !parameters.get(name));
  if (missing) return refuse('MissingParameter', missing);
  const listed = [...COMMON_PARAMETERS, ...table.required, ...table.optional];
  for (const [name, value] of parameters) {
    if (!listed.includes(name)) return refuse('InvalidParameterValue', name);
    const [form, code] = FORMS[name] ?? [];
    if (form && code && !form.test(value)) return refuse(code, name);
  }
  const template = table.templates[parameters.get('TplId') ?? ''];
  if (template === undefined) return refuse('InvalidTplId');
  const variables = parameters.get('TplParams');
  return variables === undefined ? undefined : checkVariables(template, variables);
}

const variablesSchema = z.record(z.string(), z.union([z.string(), z.number().transform(String)]));

// The document contradicts itself (100 and 180 in the tables, 50 and 100 in “API错误码”): the looser bounds are held.
const LONGEST_VALUE = 100;
const LONGEST_TEXT = 180;
const UNSPEAKABLE = /[\p{C}\p{Emoji_Presentation}]/u;

function checkVariables(template: string, json: string): Refusal | undefined {
  const parsed = variablesSchema.safeParse(parseJson(json));
  if (!parsed.success) return refuse('InvalidTplParams');
  const values = parsed.data;
  if (Object.keys(values).sort().join() !== variablesOf(template).sort().join()) return refuse('InvalidTplParams');
  for (const value of Object.values(values)) {
    if (UNSPEAKABLE.test(value)) return refuse('InvalidTplParams');
    if (/:\/\/|www\./i.test(value)) return refuse('TplContainUrl');
    if ([...value].length > LONGEST_VALUE) return refuse('InvalidTplLen');
  }
  return [...fillIn(template, values)].length > LONGEST_TEXT ? refuse('InvalidContentLen') : undefined;
}
