import { fault, type InputFault } from '../../domain/input-fault.ts';
import type { MessageContent } from '../../domain/message.ts';

/** Faults of what is to be said that hold for every vendor: found before any account is looked for. */
export function contentFaults(content: MessageContent): InputFault[] {
  return [...triggerFaults(content), ...repeatedParameterFaults(content)];
}

/** The schema cannot say “one of the two”. */
function triggerFaults({ smsTrigger }: MessageContent): InputFault[] {
  if (!smsTrigger || Object.keys(smsTrigger).length === 1) return [];
  return [fault('smsTrigger', 'Give either key or connectedSeconds.')];
}

/** Vendors with named variables take them as an object, in which one of the two values would be lost. */
function repeatedParameterFaults({ templateParameters = [] }: MessageContent): InputFault[] {
  const names = templateParameters.map(({ name }) => name?.trim());
  return names.flatMap((name, index) =>
    name && names.indexOf(name) < index
      ? [fault(['templateParameters', String(index), 'name'], `The variable ${name} is given twice. Give each once.`)]
      : [],
  );
}
