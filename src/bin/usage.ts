import { parseArgs } from 'node:util';
import { EXIT, StartFault } from '../config/start-fault.ts';

/** How a command is called: what `--help` answers, and how many operands it takes. */
export interface Usage {
  readonly text: string;
  readonly operands: readonly [least: number, most: number];
}

/** The operands of a command. `--help` is answered, and the process ended, before anything is touched. */
export function operandsOf({ text, operands: [least, most] }: Usage, args: readonly string[]): string[] {
  const { values, positionals } = parsed(args, text);
  if (values.help) {
    process.stdout.write(`${text}\n`);
    process.exit(0);
  }
  if (positionals.length < least || positionals.length > most) throw new StartFault(EXIT.usage, text);
  return positionals;
}

function parsed(args: readonly string[], text: string) {
  try {
    return parseArgs({ args: [...args], options: { help: { type: 'boolean', short: 'h' } }, allowPositionals: true });
  } catch (error) {
    throw new StartFault(EXIT.usage, `${error instanceof Error ? error.message : error}\n${text}`, error);
  }
}
