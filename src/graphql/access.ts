import type { ConstDirectiveNode } from 'graphql';
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLUnionType,
  getNamedType,
  isAbstractType,
  isObjectType,
} from 'graphql';
import type { Caller } from '../domain/caller.ts';
import { maskNumbersIn, maskPhoneNumber } from '../domain/phone-number.ts';
import type { GraphQLContext } from './context.ts';
import { forbidden, unauthenticated } from './errors.ts';
import { ownName } from './names/own-name.ts';
import type { Shown } from './reveals.ts';

/** What a field asks of its caller: nothing, a token, or scopes. */
export interface Requirement {
  readonly authenticated: boolean;
  /** One entry a directive; of each, all scopes of at least one list are needed. */
  readonly scopes: readonly ScopeLists[];
}

type ScopeLists = readonly (readonly string[])[];

/** Texts that are a vendor's own, or say what it sent: some repeat the number that they are about. */
const VENDOR_WORDS: ReadonlySet<string> = new Set([
  'Call.vendorCode',
  'Call.vendorText',
  'VendorDelivery.reason',
  'VendorError.code',
  'VendorError.message',
  'VoiceMessage.vendorCode',
  'VoiceMessage.vendorText',
]);

/**
 * Enforces the schema's own declarations on every field: `@authenticated` and `@requiresScopes` of the field and of the
 * type that it returns. Telephone numbers leave masked unless the caller has voice:pii; where it has, that they were
 * shown is noted for the audit trail. Changes the schema in place.
 */
export function enforceAccess(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) guardMembers(type, schema);
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      guard(field, requirementOf(field));
      if (ownName(getNamedType(field.type)) === 'PhoneNumber') mask(field, maskPhoneNumber);
      if (VENDOR_WORDS.has(`${ownName(type)}.${field.name}`)) mask(field, maskNumbersIn);
    }
  }
  return schema;
}

/** What a field asks for, from its own directives and those of its type. */
export function requirementOf(field: GraphQLField<unknown, unknown>): Requirement {
  return requirement([...(field.astNode?.directives ?? []), ...directivesOf(getNamedType(field.type))]);
}

function directivesOf(type: GraphQLNamedType | undefined): readonly ConstDirectiveNode[] {
  return type?.astNode?.directives ?? [];
}

function requirement(directives: readonly ConstDirectiveNode[]): Requirement {
  return {
    authenticated: directives.some(({ name }) => name.value === 'authenticated' || name.value === 'requiresScopes'),
    scopes: directives.filter(({ name }) => name.value === 'requiresScopes').map(scopeLists),
  };
}

function scopeLists(directive: ConstDirectiveNode): string[][] {
  const value = directive.arguments?.find(({ name }) => name.value === 'scopes')?.value;
  if (value?.kind !== 'ListValue') return [];
  return value.values.map((list) =>
    list.kind === 'ListValue'
      ? list.values.flatMap((scope) => (scope.kind === 'StringValue' ? [scope.value] : []))
      : [],
  );
}

/** What a field of an interface or union gives is known only then: each object is checked by its own type. */
function guardMembers(type: GraphQLInterfaceType | GraphQLUnionType, schema: GraphQLSchema): void {
  const { resolveType } = type;
  if (!resolveType) return;
  type.resolveType = async (value, context: GraphQLContext, info, abstractType) => {
    const name = await resolveType(value, context, info, abstractType);
    const { authenticated, scopes } = requirement(directivesOf(name === undefined ? undefined : schema.getType(name)));
    if (authenticated) checkCaller(context.caller, scopes, info.fieldName);
    return name;
  };
}

function guard(field: GraphQLField<unknown, GraphQLContext>, { authenticated, scopes }: Requirement): void {
  if (!authenticated) return;
  const check = ({ caller }: GraphQLContext) => checkCaller(caller, scopes, field.name);
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.resolve = (source, args, context, info) => {
    check(context);
    return resolve(source, args, context, info);
  };
  if (!subscribe) return;
  field.subscribe = (source, args, context, info) => {
    check(context);
    return subscribe(source, args, context, info);
  };
}

function checkCaller(caller: Caller, scopes: Requirement['scopes'], field: string): void {
  if (caller.subject === undefined) throw unauthenticated('Send a bearer token in the Authorization header.');
  const unmet = scopes.find((lists) => !lists.some((list) => list.every((scope) => caller.scopes.has(scope))));
  if (unmet)
    throw forbidden(`${field} needs a token with the scope ${unmet.map((list) => list.join(' and ')).join(', or ')}.`);
}

/** Masks a field's text for callers who may not see numbers; notes a record whose number is shown to the others. */
function mask(field: GraphQLField<unknown, GraphQLContext>, hide: (text: string) => string): void {
  const { resolve = defaultFieldResolver } = field;
  const isNumber = hide === maskPhoneNumber;
  const masked = (value: unknown): unknown => {
    if (typeof value === 'string') return hide(value);
    return Array.isArray(value) ? value.map(masked) : value;
  };
  field.resolve = (source, args, context, info) => {
    const given: unknown = resolve(source, args, context, info);
    const show = (value: unknown) => {
      if (!context.caller.scopes.has('voice:pii')) return masked(value);
      if (isNumber && holdsText(value) && isRecord(source)) context.reveals.note('REVEAL_NUMBERS', source, info);
      return value;
    };
    return given instanceof Promise ? given.then(show) : show(given);
  };
}

function holdsText(value: unknown): boolean {
  return Array.isArray(value) ? value.some(holdsText) : typeof value === 'string';
}

function isRecord(source: unknown): source is Shown {
  return typeof source === 'object' && source !== null && 'id' in source && 'accountId' in source;
}
