import type { Binding } from '../../domain/binding.ts';
import { idKind, idOfToken } from '../../domain/ids.ts';
import type { BindingRepository } from '../../store/binding-repository.ts';
import type { Report } from '../../vendors/vendor.ts';
import { type AccountReport, nameAt, vendorIdsIn } from './account-report.ts';

/**
 * Reads the bindings that reports name by our tokens or by their vendors' ids. They are not held, and what is kept of
 * them can be of before a change: a change reads the binding anew by its id.
 */
export async function batchedBindings(
  bindings: BindingRepository,
  told: readonly AccountReport[],
): Promise<BindingRepository> {
  const byId = new Map<string, Binding>();
  const byName = new Map<string, Binding[]>();

  const ids = told.flatMap(({ report }) => bindingIdIn(report) ?? []);
  for (const binding of await bindings.findMany([...new Set(ids)])) byId.set(binding.id, binding);
  const nameless = told.filter(({ report }) => !byId.has(bindingIdIn(report) ?? ''));
  for (const [accountId, vendorIds] of vendorIdsIn(nameless, vendorBindingId)) {
    const found = await bindings.findByVendorIds(vendorIds, accountId);
    for (const [id = '', alike] of Map.groupBy(found, (binding) => binding.vendorBindingId)) {
      byName.set(nameAt(accountId, id), alike);
    }
  }
  return {
    ...bindings,
    update: async (binding) => {
      byId.delete(binding.id);
      byName.delete(nameAt(binding.accountId, binding.vendorBindingId ?? ''));
      await bindings.update(binding);
    },
    findMany: async (asked) => {
      const known = asked.flatMap((id) => byId.get(id) ?? []);
      return known.length === asked.length ? known : bindings.findMany(asked);
    },
    findByVendorIds: async (asked, accountId) => {
      const known = asked.flatMap((id) => byName.get(nameAt(accountId, id)) ?? []);
      return known.length > 0 && asked.length === 1 ? known : bindings.findByVendorIds(asked, accountId);
    },
  };
}

/** Messages have no binding. */
function vendorBindingId(report: Report): string | undefined {
  return report.type === 'message' ? undefined : report.vendorBindingId;
}

function bindingIdIn(report: Report): string | undefined {
  const id = report.type === 'message' ? undefined : idOfToken(report.token);
  return id !== undefined && idKind(id) === 'binding' ? id : undefined;
}
