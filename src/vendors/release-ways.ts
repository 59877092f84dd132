import type { Binding } from '../domain/binding.ts';
import { fault, type InputFault } from '../domain/input-fault.ts';

/** What a vendor can ask to be told of a binding that it is to release. */
export type BindingFact = 'vendorBindingId' | 'numberX' | 'numberA' | 'numberB' | 'numberY' | 'extension';

/** One way in which a vendor releases bindings of a mode: the facts that it must be told, by its names for them. */
export interface ReleaseWay {
  readonly facts: Readonly<Record<string, BindingFact>>;
}

/** What each fact is, and how it becomes known where it is not. */
const FACTS: Readonly<Record<BindingFact, { readonly name: string; readonly learnt: string }>> = {
  vendorBindingId: {
    name: 'the vendor’s id of the binding',
    learnt: 'It comes with the first report of a call or text through the binding.',
  },
  numberX: {
    name: 'the virtual number X',
    learnt: 'It comes with the first report of a call or text through the binding.',
  },
  numberA: { name: 'the number A', learnt: 'It was erased here: have the vendor release the binding.' },
  numberB: { name: 'the number B', learnt: 'It was erased here: have the vendor release the binding.' },
  numberY: { name: 'the virtual number Y', learnt: 'It was not named with the binding: have the vendor release it.' },
  extension: { name: 'the extension', learnt: 'Only the answer that was lost named it.' },
};

/** A fact of a binding; undefined where it is not known, or is nothing that could be sent. */
function factOf({ vendorBindingId, terms }: Binding, fact: BindingFact): string | undefined {
  const value = fact === 'vendorBindingId' ? vendorBindingId : terms[fact];
  return value === '' ? undefined : value;
}

const missingIn = (binding: Binding, { facts }: ReleaseWay): BindingFact[] =>
  Object.values(facts).filter((fact) => factOf(binding, fact) === undefined);

/**
 * The first of a mode's ways, which come in order of preference, for which enough is known; undefined where none is.
 */
export function wayOf<Way extends ReleaseWay>(ways: readonly Way[], binding: Binding): Way | undefined {
  return ways.find((way) => missingIn(binding, way).length === 0);
}

/** The same, and the facts as the vendor is told them. Throws where `releaseFaults` has something to say. */
export function tellingOf<Way extends ReleaseWay>(
  ways: readonly Way[],
  binding: Binding,
): { way: Way; parameters: Record<string, string> } {
  const way = wayOf(ways, binding);
  if (!way) throw new Error(`Too little is known of the binding ${binding.id} to release it.`);
  const told = Object.entries(way.facts).map(([name, fact]) => [name, factOf(binding, fact) ?? '']);
  return { way, parameters: Object.fromEntries(told) };
}

/** Why a binding cannot be released now: what the vendor must be told is not known, and how it will be. */
export function releaseFaults(vendor: string, ways: readonly ReleaseWay[], binding: Binding): InputFault[] {
  if (wayOf(ways, binding)) return [];
  if (ways.length === 0) {
    return [fault('bindingId', `${vendor} has no bindings of mode ${binding.mode} to release.`, 'UNSUPPORTED')];
  }
  const wanted = ways.map(({ facts }) => listed(Object.values(facts)));
  const [missing = []] = ways.map((way) => missingIn(binding, way)).sort((a, b) => a.length - b.length);
  const learnt = new Set(missing.map((fact) => FACTS[fact].learnt));
  const message = [
    `${vendor} releases a binding of mode ${binding.mode} by ${wanted.join(', or by ')}.`,
    `Not known: ${listed(missing)}.`,
    ...learnt,
    ...(binding.terms.lifetimeSeconds === undefined ? [] : ['Without a release it ends by its lifetime.']),
  ].join(' ');
  return [fault('bindingId', message, 'CONFLICT')];
}

const listed = (facts: readonly BindingFact[]): string => facts.map((fact) => FACTS[fact].name).join(' and ');
