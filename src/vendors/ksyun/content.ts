import { fault, type InputFault } from '../../domain/input-fault.ts';
import type { MessageContent, TemplateParameter } from '../../domain/message.ts';
import { mobileRecipientFaults } from '../recipients.ts';
import type { SendOrder } from '../vendor.ts';

// “验证码系统模板”: the templates of verification codes are the vendor's own.
const SYSTEM_TEMPLATES = ['100001', '100002', '100003', '100004', '100005'];

// The parameter tables say 100 and 180, the code table 50 (InvalidTplLen) and 100 (InvalidContentLen): the looser hold.
const LONGEST_VALUE = 100;
const LONGEST_TEXT = 180;

// “仅支持中英文、数字、基本符号（不支持\n \b等转义字符）”.
const SPEAKABLE = /^[\p{Script=Han}\p{Script=Latin}\p{Nd}\p{P}\p{S}\p{Zs}]*$/u;
const EMOJI = /\p{Emoji_Presentation}/u;
const URL_LIKE = /[a-z][a-z0-9+.-]*:\/\/|\bwww\./i;
const DIGITS = /^[0-9]+$/;

/** Bounds of CallVerify. */
export function verificationFaults({ recipients, content }: SendOrder): InputFault[] {
  const { templateId, code, playTimes } = content;
  return [
    ...mobileRecipientFaults(recipients),
    ...displayFaults(content),
    ...when(templateId !== undefined && !SYSTEM_TEMPLATES.includes(templateId), () =>
      fault(
        'templateId',
        `Verification codes use a system template: ${SYSTEM_TEMPLATES.join(', ')}.`,
        'TEMPLATE_INVALID',
      ),
    ),
    ...when(code !== undefined && !/^[0-9]{4,8}$/.test(code), () => fault('code', 'The code must be 4 to 8 digits.')),
    ...when(playTimes !== undefined && playTimes !== 1 && playTimes !== 2, () =>
      fault('playTimes', 'The message can be played once or twice.'),
    ),
  ];
}

/** Bounds of CallNotify and CallIvr. */
export function templateFaults({ recipients, content }: SendOrder): InputFault[] {
  const { templateId, templateParameters = [] } = content;
  return [
    ...mobileRecipientFaults(recipients),
    ...displayFaults(content),
    ...when(templateId !== undefined && !DIGITS.test(templateId), () =>
      fault('templateId', 'A template’s id has only digits.', 'TEMPLATE_INVALID'),
    ),
    ...templateParameters.flatMap(parameterFaults),
    ...when(totalLength(templateParameters) > LONGEST_TEXT, () =>
      fault(
        'templateParameters',
        `The whole text has at most ${LONGEST_TEXT} characters; the variables alone have more.`,
      ),
    ),
  ];
}

function displayFaults({ displayNumber }: MessageContent): InputFault[] {
  return when(displayNumber !== undefined && !DIGITS.test(displayNumber), () =>
    fault('displayNumber', 'The number to show has only digits.', 'INVALID_NUMBER'),
  );
}

function parameterFaults({ name, value }: TemplateParameter, index: number): InputFault[] {
  const field = ['templateParameters', String(index)];
  return [
    ...when(!name, () => fault([...field, 'name'], 'Kingsoft Cloud knows template variables by name: give one.')),
    ...when([...value].length > LONGEST_VALUE, () =>
      fault([...field, 'value'], `A template variable has at most ${LONGEST_VALUE} characters.`),
    ),
    ...when(!SPEAKABLE.test(value) || EMOJI.test(value), () =>
      fault([...field, 'value'], 'A template variable holds Chinese, English, digits and plain symbols on one line.'),
    ),
    ...when(URL_LIKE.test(value), () =>
      fault([...field, 'value'], 'A template variable must not hold a web address.', 'CONTENT_REJECTED'),
    ),
  ];
}

function totalLength(parameters: readonly TemplateParameter[]): number {
  return parameters.reduce((sum, { value }) => sum + [...value].length, 0);
}

function when(condition: boolean, found: () => InputFault): InputFault[] {
  return condition ? [found()] : [];
}
