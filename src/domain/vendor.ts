/**
 * The name of a carrier, upper case, as it stands in accounts, in the `Vendor` enum and in every record.
 * Which names exist is said once, by the registry of vendor modules; the domain treats them all alike.
 */
export type Vendor = string;

/** A point in time: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;
