import { type DocumentNode, type EnumTypeExtensionNode, type EnumValueDefinitionNode, Kind } from 'graphql';
import type { VendorModule } from '../vendors/vendor.ts';

const VENDOR = 'Vendor';
const SERVICE = 'VoiceService';

/** A name as a value of an enum has it: `voiceSms` is `VOICE_SMS`. */
export function enumName(name: string): string {
  return name.replace(/[A-Z]/g, '_$&').toUpperCase();
}

/**
 * The vendors that the registry has and the contract's files do not list, and the services that only those sell, as
 * extensions of their enums; none where the files list them all. So the contract learns of a new vendor by its
 * registration alone.
 */
export function vendorExtensions(
  contract: DocumentNode,
  vendors: readonly (Pick<VendorModule, 'vendor' | 'description'> & Partial<Pick<VendorModule, 'operations'>>)[],
): EnumTypeExtensionNode[] {
  const services = vendors.flatMap(({ vendor, operations = {} }) =>
    Object.values(operations).flatMap(({ service }) =>
      service === undefined ? [] : [{ name: enumName(service), description: `A service of ${vendor}.` }],
    ),
  );
  return [
    ...extension(
      contract,
      VENDOR,
      vendors.map(({ vendor, description }) => ({ name: vendor, description })),
    ),
    ...extension(contract, SERVICE, services),
  ];
}

interface EnumValue {
  readonly name: string;
  readonly description: string;
}

/** What an enum of the contract does not list yet, as an extension of it. */
function extension(contract: DocumentNode, of: string, wanted: readonly EnumValue[]): EnumTypeExtensionNode[] {
  const listed = new Set(
    contract.definitions.flatMap((definition) =>
      (definition.kind === Kind.ENUM_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_EXTENSION) &&
      definition.name.value === of
        ? (definition.values ?? []).map(({ name }) => name.value)
        : [],
    ),
  );
  const values = [...new Map(wanted.map((value) => [value.name, value])).values()]
    .filter(({ name }) => !listed.has(name))
    .map(
      ({ name, description }): EnumValueDefinitionNode => ({
        kind: Kind.ENUM_VALUE_DEFINITION,
        description: { kind: Kind.STRING, value: description },
        name: nameOf(name),
      }),
    );
  return values.length > 0 ? [{ kind: Kind.ENUM_TYPE_EXTENSION, name: nameOf(of), values }] : [];
}

const nameOf = (value: string) => ({ kind: Kind.NAME, value }) as const;
