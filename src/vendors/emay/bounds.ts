import { fault, type InputFault } from '../../domain/input-fault.ts';
import type { MessageContent, SmsTrigger } from '../../domain/message.ts';

// 2.1.1.1 content: “最多 200 字”. Voice SMS bounds only the sum (2.4.1.1).
const LONGEST_TEXT = 200;
// 2.1.1.1: “语音内容+互动语音内容+留言语音内容 最多 500 字”.
const LONGEST_TEXTS_TOGETHER = 500;
const SPOKEN = ['text', 'interactiveText', 'voiceReplyPrompt'] as const;

const length = (text: string | undefined): number => [...(text ?? '')].length;

/** The three spoken texts together, and none of the given ones empty. */
export function textFaults(content: MessageContent): InputFault[] {
  const faults = [...SPOKEN, 'smsText' as const]
    .filter((field) => content[field]?.trim() === '')
    .map((field) => fault(field, 'This text is empty.'));
  const together = SPOKEN.reduce((sum, field) => sum + length(content[field]), 0);
  if (together > LONGEST_TEXTS_TOGETHER) {
    faults.push(fault([], `All spoken texts together have at most ${LONGEST_TEXTS_TOGETHER} characters.`));
  }
  return faults;
}

/** The main text of a call that is not a voice SMS. */
export function mainTextFaults({ text }: MessageContent): InputFault[] {
  return length(text) > LONGEST_TEXT ? [fault('text', `The text has at most ${LONGEST_TEXT} characters.`)] : [];
}

/** 2.2.1.1: “4 位或 6 位纯数字”. */
export function codeFaults({ code }: MessageContent): InputFault[] {
  return /^(\d{4}|\d{6})$/.test(code ?? '') ? [] : [fault('code', 'A verification code is 4 or 6 digits.')];
}

/** 2.4.1.1: one key of 0–9, or 6 to 60 seconds on the line. */
export function triggerFaults(trigger: SmsTrigger | undefined): InputFault[] {
  if (trigger === undefined) return [];
  if ('key' in trigger) {
    return /^\d$/.test(trigger.key) ? [] : [fault('smsTrigger.key', 'The key is one digit, 0 to 9.')];
  }
  const { connectedSeconds } = trigger;
  return Number.isInteger(connectedSeconds) && connectedSeconds >= 6 && connectedSeconds <= 60
    ? []
    : [fault('smsTrigger.connectedSeconds', 'The text is sent after 6 to 60 whole seconds.')];
}
