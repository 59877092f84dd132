import type { Vendor } from '../domain/vendor.ts';
import { emay } from './emay/index.ts';
import { interline } from './interline/index.ts';
import { jumdata } from './jumdata/index.ts';
import { ksyun } from './ksyun/index.ts';
import type { VendorModule } from './vendor.ts';
import { winnerlook } from './winnerlook/index.ts';

/** Every built-in vendor, one line each. */
const MODULES: readonly VendorModule[] = [
  winnerlook as VendorModule,
  interline as VendorModule,
  jumdata as VendorModule,
  emay as VendorModule,
  ksyun as VendorModule,
];

/** Finds vendors by name. */
export interface VendorRegistry {
  readonly modules: readonly VendorModule[];
  /** The module of a vendor that the configuration has accepted; throws where there is none. */
  get(vendor: Vendor): VendorModule;
}

/** The registry of the built-in vendors, or of those that are passed in. */
export function createRegistry(modules: readonly VendorModule[] = MODULES): VendorRegistry {
  const byName = new Map(modules.map((module) => [module.vendor, module]));
  return {
    modules,
    get: (vendor) => {
      const module = byName.get(vendor);
      if (!module) throw new Error(`No vendor module is registered under the name ${vendor}.`);
      return module;
    },
  };
}
