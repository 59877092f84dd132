import { type DocumentNode, type EnumTypeExtensionNode, type EnumValueDefinitionNode, Kind } from 'graphql';
import type { VendorModule } from '../vendors/vendor.ts';

const VENDOR = 'Vendor';

/**
 * The vendors that the registry has and the contract's files do not list, as an extension of the `Vendor` enum; none
 * where the files list them all. So the contract learns of a new vendor by its registration alone.
 */
export function vendorExtensions(
  contract: DocumentNode,
  vendors: readonly Pick<VendorModule, 'vendor' | 'description'>[],
): EnumTypeExtensionNode[] {
  const listed = new Set(
    contract.definitions.flatMap((definition) =>
      (definition.kind === Kind.ENUM_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_EXTENSION) &&
      definition.name.value === VENDOR
        ? (definition.values ?? []).map(({ name }) => name.value)
        : [],
    ),
  );
  const values = vendors
    .filter(({ vendor }) => !listed.has(vendor))
    .map(
      ({ vendor, description }): EnumValueDefinitionNode => ({
        kind: Kind.ENUM_VALUE_DEFINITION,
        description: { kind: Kind.STRING, value: description },
        name: nameOf(vendor),
      }),
    );
  return values.length > 0 ? [{ kind: Kind.ENUM_TYPE_EXTENSION, name: nameOf(VENDOR), values }] : [];
}

const nameOf = (value: string) => ({ kind: Kind.NAME, value }) as const;
