import { type GraphQLField, GraphQLList, getNamedType, getNullableType, isLeafType } from 'graphql';
import type { ComplexityEstimatorArgs } from 'graphql-query-complexity';
import { ownName } from '../names/own-name.ts';
import { reachesVendor } from './vendor-mutations.ts';

// A request to a vendor takes about as long as reading so many records does.
const VENDOR_REQUEST = 50;
// Writing out the whole schema takes 20 ms (measured): no document needs it more than a few times.
const INTROSPECTION = 1_000;
// Attempts, accounts, faults: lists without a size of their own have a handful of items.
const LIST_WITHOUT_SIZE = 5;
// Of what the arguments of a connection may ask for; more is refused where the page is read.
const LARGEST_PAGE = 100;

/**
 * What a field costs, with what is asked for within it: each object that the answer can hold counts one, values in it
 * nothing. A page multiplies what is within it by its `first` or `last`; `_entities` by the number of representations;
 * any other list by a constant. A mutation that reaches a vendor costs more, and each recipient is a call.
 */
export function costOfField({ type, field, args, childComplexity }: ComplexityEstimatorArgs): number {
  if (field.name === '__schema' || field.name === '__type') return INTROSPECTION;
  const target = getNamedType(field.type);
  // A page's own info holds nothing but values, once a page.
  if (isLeafType(target) || ownName(target) === 'PageInfo') return 0;
  if (isPaged(field)) return 1 + pageSize(args) * childComplexity;
  const vendor = type.name === 'Mutation' && reachesVendor(ownName(field)) ? VENDOR_REQUEST + recipients(args) : 0;
  return vendor + itemsOf(field, ownName(type), args) * (1 + childComplexity);
}

function isPaged({ args }: GraphQLField<unknown, unknown>): boolean {
  return args.some(({ name }) => name === 'first');
}

function pageSize({ first, last }: ComplexityEstimatorArgs['args']): number {
  const asked = Math.max(Number(first ?? 0), Number(last ?? 0));
  return Math.min(Math.max(asked, 1), LARGEST_PAGE);
}

/** How many objects a field gives. */
function itemsOf(field: GraphQLField<unknown, unknown>, parent: string, args: ComplexityEstimatorArgs['args']): number {
  if (!(getNullableType(field.type) instanceof GraphQLList)) return 1;
  if (Array.isArray(args.representations)) return args.representations.length;
  // The page's size has multiplied the connection already.
  return parent.endsWith('Connection') ? 1 : LIST_WITHOUT_SIZE;
}

function recipients({ input }: ComplexityEstimatorArgs['args']): number {
  const { recipients } = (input ?? {}) as { readonly recipients?: unknown };
  return Array.isArray(recipients) ? recipients.length : 0;
}
