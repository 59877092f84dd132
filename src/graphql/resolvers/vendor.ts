import type { Resolvers } from '../generated.ts';
import { enumName } from '../vendor-enum.ts';

/** The capability matrix, as the vendors' modules have it. */
export const vendorResolvers: Pick<Resolvers, 'Query' | 'VendorCapabilities' | 'VendorOperation'> = {
  Query: {
    vendors: (_root, _args, { reads }) => reads.vendors,
  },
  VendorCapabilities: {
    operations: ({ operations }) => Object.entries(operations).map(([name, operation]) => ({ name, ...operation })),
  },
  VendorOperation: {
    operation: ({ name }) => enumName(name),
    service: ({ service }) => (service === undefined ? null : enumName(service)),
    batchSize: ({ batchSize }) => batchSize ?? 1,
    options: ({ options }) => Object.entries(options).map(([name, need]) => ({ name, required: need === 'required' })),
  },
};
