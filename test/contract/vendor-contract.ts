import type { ErrorCode } from '../../src/domain/error-code.ts';
import type { SimulatorReply } from '../../src/sandbox/exchange.ts';
import type { SimulatorModel } from '../../src/sandbox/simulator.ts';
import type { VendorCode } from '../../src/vendors/codes.ts';
import type { Decoded, OperationName, Push, VendorModule } from '../../src/vendors/vendor.ts';
import type { Option } from './declared-options.ts';

/** What a vendor's adapter promises, as data: the contract suite runs it against the vendor's simulator. */
export interface VendorContract {
  readonly module: VendorModule;
  readonly model: SimulatorModel;
  /** Those that the simulator knows. */
  readonly credentials: unknown;
  readonly operations: readonly OperationContract[];
  /** Operations that make bindings and for which the document has neither a field for our token nor an address. */
  readonly withoutToken?: readonly OperationName[];
  /** Options that the vendor has one field for, so that they are given together and alike. */
  readonly inOneField?: Partial<Record<OperationName, readonly Option[]>>;
  /** How the vendor prints a refusal with this code, and the operation that is sent to get it. */
  readonly refusal: { readonly operation: OperationName; reply(code: VendorCode): SimulatorReply };
  /** Each code table, and the codes that the document prints for it. */
  readonly codeTables: readonly {
    readonly name: string;
    readonly rows: readonly { code: string }[];
    readonly documented: readonly string[];
  }[];
  /** Codes after which, by the document's words, a request may have been carried out all the same. */
  readonly open: readonly string[];
  /** Codes that mean for a release that there is nothing left to release, which is a success. */
  readonly goneAlready?: ReadonlySet<string>;
  /** An HTTP status that the document itself calls a refusal, whatever the body says. */
  readonly refusingStatus?: number;
  /** How far the clocks may differ, and what a request outside that gets; undefined where no window is documented. */
  readonly window?: { readonly milliseconds: number; readonly code: ErrorCode };
  /** Pushes as the document prints them, byte for byte, and what they are decoded to. */
  readonly pushes: readonly { readonly title: string; readonly push: Push; readonly decoded: readonly Decoded[] }[];
  /** A readable item of each kind of push, whose fields are then spoiled one at a time. */
  readonly samples: readonly PushSample[];
  /** The answer that the vendor's document asks for. */
  readonly acknowledgement:
    | { readonly status: number; readonly contentType: string; readonly body: string }
    | undefined;
}

export interface PushSample {
  readonly title: string;
  /** The name of its table among the adapter's. */
  readonly table: string;
  readonly item: Readonly<Record<string, unknown>>;
  /** The push that holds the item. */
  push(item: Readonly<Record<string, unknown>>): { readonly body: string } & Partial<Omit<Push, 'body'>>;
  /** How many items stand before it in the push; 0 where left out. */
  readonly place?: number;
  /** Fields without which it would be another kind of push. */
  readonly decisive?: readonly string[];
}

export interface OperationContract {
  readonly title: string;
  readonly operation: OperationName;
  readonly order: unknown;
  /** Sent and accepted first, in this order. */
  readonly before?: readonly { readonly operation: OperationName; readonly order: unknown }[];
  readonly wire: {
    readonly method: string;
    /** The path as sent; its variable parts as patterns. */
    readonly path: RegExp;
    readonly contentType?: string;
    /** Every parameter as it is sent, body or query; a pattern where it changes from run to run. */
    readonly parameters: Readonly<Record<string, unknown>>;
  };
  /** What the reply holds at the least. */
  readonly reply?: object;
}

/** Text that breaks careless encoders; for a field of free text. */
export const ODD_TEXT = 'a b+c&d=e*f~g%20 “引号”，您好😀';
