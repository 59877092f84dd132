import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BINDING_MODES, type Binding, type BindingMode } from '../src/domain/binding.ts';
import type { MessageKind } from '../src/domain/message.ts';
import type { Proof, VendorCode } from '../src/vendors/codes.ts';
import { createRegistry } from '../src/vendors/registry.ts';
import type {
  BindOrder,
  GroupOrder,
  Operation,
  OperationName,
  ReleaseOrder,
  SendOrder,
  VendorAccount,
  VendorModule,
  VendorRequest,
} from '../src/vendors/vendor.ts';

/** The parts of docs/vendors.md that this file writes; each lies between two marks with its name. */
const PARTS: Readonly<Record<string, () => string>> = { matrix: renderMatrix, codes: renderCodes };

type AnyOperation = Operation<unknown, unknown, unknown>;

const NONE = '–';

const MODE_OF: Partial<Record<OperationName, BindingMode>> = {
  createAxBinding: 'AX',
  createAxnBinding: 'AXN',
  createAxxBinding: 'AXX',
  createAxbBinding: 'AXB',
  createAxybBinding: 'AXYB',
  createXybBinding: 'XYB',
  createAxgBinding: 'AXG',
  createTransferBinding: 'TRANSFER',
};

const KIND_OF: Partial<Record<OperationName, MessageKind>> = {
  sendVoiceNotification: 'NOTIFICATION',
  sendVerificationCode: 'VERIFICATION_CODE',
  sendMarketingCall: 'MARKETING',
  sendIvrCall: 'IVR',
  sendVoiceSms: 'VOICE_SMS',
};

/** Every mutation that has a vendor's operation behind it, in the order of the page. */
const MUTATIONS = [
  ...(Object.keys(MODE_OF) as OperationName[]),
  'upsertNumberGroup',
  'releaseBinding',
  ...(Object.keys(KIND_OF) as OperationName[]),
  'refreshAccount',
  'pullReports',
] as const satisfies readonly OperationName[];

// What the sample requests are made of; only their addresses and a few names are read.
const NUMBER_X = '17000000001';
const NOW = Date.UTC(2026, 0, 1);
const TOKEN = 'bnd00000000000000000000000000000000';
const TERMS = { numberX: NUMBER_X, numberA: '13800138000', numberB: '13900139000', numberY: '17000000002' };
// Whatever a vendor calls its credentials, it finds them here.
const CREDENTIALS = new Proxy({}, { get: (_none, name) => String(name) });

const bindOrder = (mode: BindingMode): BindOrder => ({ mode, terms: TERMS, token: TOKEN, vendorGroupId: 'g' });

const releaseOrder = (mode: BindingMode, { vendor }: VendorModule): ReleaseOrder => {
  const binding: Binding = {
    id: 'bnd_0',
    accountId: 'acct_sample',
    vendor,
    mode,
    status: 'RELEASING',
    terms: { ...TERMS, extension: '0001' },
    vendorBindingId: 'name',
    revision: 1,
    createdAt: NOW,
    updatedAt: NOW,
  };
  return { binding };
};

const groupOrder: GroupOrder = { vendorGroupId: 'g', numbers: [TERMS.numberA] };

const sendOrder = (kind: MessageKind): SendOrder => ({
  kind,
  recipients: [{ number: TERMS.numberA, token: TOKEN }],
  content: { text: 'text', code: '1234', templateId: '1' },
});

/** An order that the operation behind a mutation can make a request of. */
function sampleOrder(name: OperationName, module: VendorModule, mode: BindingMode): unknown {
  if (name === 'upsertNumberGroup') return groupOrder;
  if (name === 'releaseBinding') return releaseOrder(mode, module);
  const kind = KIND_OF[name];
  if (kind) return sendOrder(kind);
  return MODE_OF[name] ? bindOrder(mode) : { limit: 1 };
}

/** What a vendor's document calls the operation that a request is for. */
const NAME_OF: Record<string, (request: VendorRequest) => string> = {
  // /voice/1.0.0/{functionCode}/{appId}/{sig}; one function code serves several modes.
  WINNERLOOK: ({ url, body }) => {
    const [, , , functionCode = ''] = new URL(url).pathname.split('/');
    const { mode, withExtNumber } = JSON.parse(body ?? '{}') as { mode?: number | string; withExtNumber?: number };
    if (withExtNumber === 1) return `${functionCode}, withExtNumber 1`;
    return mode === undefined ? functionCode : `${functionCode}, mode ${mode}`;
  },
  INTERLINE: ({ method, url }) =>
    `${method} ${new URL(url).pathname.replace(NUMBER_X, '{x}').replace(/^\/(igw\/service\/uc|api\/v1)\//, '')}`,
  JUMDATA: ({ url }) => new URL(url).pathname.slice(1),
  EMAY: ({ url }) => new URL(url).pathname.slice(1),
  KSYUN: ({ body }) => new URLSearchParams(body).get('Action') ?? '',
};

const byAddress = ({ method, url }: VendorRequest): string => `${method} ${new URL(url).pathname.slice(1)}`;

function operationOf(module: VendorModule, name: OperationName): AnyOperation | undefined {
  return module.operations[name] as AnyOperation | undefined;
}

/** The vendor's own names of the operation behind a mutation; several where the account's service decides. */
function vendorNames(module: VendorModule, name: OperationName, mode: BindingMode): string {
  const operation = operationOf(module, name);
  if (!operation || (name === 'releaseBinding' && !binds(module, mode))) return NONE;
  const nameOf = NAME_OF[module.vendor] ?? byAddress;
  const order = sampleOrder(name, module, mode);
  const names = servicesOf(module).map((service) =>
    nameOf(operation.request(sampleAccount(module, service), order, NOW)),
  );
  return [...new Set(names)].join(' or ');
}

/** Whether a vendor makes bindings of a mode. */
function binds(module: VendorModule, mode: BindingMode): boolean {
  return MUTATIONS.some((name) => MODE_OF[name] === mode && operationOf(module, name));
}

/** The services that a vendor's operations need; one undefined where it sells none separately. */
function servicesOf(module: VendorModule): (string | undefined)[] {
  const services = MUTATIONS.flatMap((name) => operationOf(module, name)?.service ?? []);
  return services.length > 0 ? [...new Set(services)] : [undefined];
}

function sampleAccount({ vendor }: VendorModule, service: string | undefined): VendorAccount<unknown> {
  return {
    id: 'acct_sample',
    vendor,
    baseUrl: 'https://vendor.invalid',
    credentials: CREDENTIALS,
    services: service === undefined ? undefined : [service],
    callbackUrl: (kind) => `https://voice.invalid/${kind ?? ''}`,
  };
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function capabilities(modules: readonly VendorModule[]): string {
  const rows = MUTATIONS.flatMap((name) => {
    const modes = name === 'releaseBinding' ? BINDING_MODES : [MODE_OF[name] ?? 'AX'];
    return modes.map((mode) => [
      name === 'releaseBinding' ? `\`${name}\` of ${mode}` : `\`${name}\``,
      ...modules.map((module) => vendorNames(module, name, mode)),
    ]);
  });
  return table(['mutation', ...modules.map(({ vendor }) => vendor)], rows);
}

/** The options of one mutation at the vendors that have it; undefined where it has none at all. */
function options(name: OperationName, modules: readonly VendorModule[]): string | undefined {
  const having = modules.flatMap((module) => {
    const operation = operationOf(module, name);
    return operation ? [{ vendor: module.vendor, operation }] : [];
  });
  const tables = having.map(({ operation }) => operation.options as Readonly<Record<string, string>>);
  const names = [...new Set(tables.flatMap(Object.keys))].sort((a, b) => needs(tables, b) - needs(tables, a));
  if (names.length === 0) return undefined;
  const rows = names.map((option) => [`\`${option}\``, ...tables.map((each) => each[option] ?? NONE)]);
  if (having.some(({ operation }) => operation.service !== undefined)) {
    rows.push(['service of the account', ...having.map(({ operation }) => operation.service ?? NONE)]);
  }
  if (KIND_OF[name]) {
    rows.push(['recipients in one request', ...having.map(({ operation }) => String(operation.batchSize ?? 1))]);
  }
  return `**\`${name}\`**\n\n${table(['option', ...having.map(({ vendor }) => vendor)], rows)}`;
}

/** How many vendors insist on an option: those come first. */
function needs(tables: readonly Readonly<Record<string, string>>[], option: string): number {
  return tables.filter((each) => each[option] === 'required').length;
}

/** The capability table and the option tables, as the vendors' modules have them. */
export function renderMatrix(): string {
  const { modules } = createRegistry();
  const optionTables = MUTATIONS.flatMap((name) => options(name, modules) ?? []);
  return [capabilities(modules), '### Options', ...optionTables].join('\n\n');
}

// The pages have no longer line.
const LONGEST_LINE = 118;

/** A list item over as many lines as its words need. */
function item(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LONGEST_LINE) lines.push(`${lines.pop()} ${word}`);
    else lines.push(`${last === undefined ? '-' : ' '} ${word}`);
  }
  return lines.join('\n');
}

/** Which codes of each table prove that a request was not carried out, and which leave that open. */
export function renderCodes(): string {
  const codesThat = (proves: Proof, rows: readonly VendorCode[]) => [
    ...new Set(rows.filter((each) => each.proves === proves).map(({ code }) => `\`${code}\``)),
  ];
  const tables = createRegistry().modules.flatMap(({ vendor, codes }) =>
    codes.map(({ title, rows }) => {
      const open = codesThat('NOTHING', rows);
      const refusals = item(['prove', 'a', 'refusal:', ...codesThat('REFUSED', rows)]);
      const others = item(['leave', 'it', 'open:', ...(open.length > 0 ? open : ['none'])]);
      return `**${vendor}, ${title}**\n\n${refusals}\n${others}`;
    }),
  );
  return tables.join('\n\n');
}

/** The page with its generated parts as the registry has them now. */
export function withGenerated(page: string): string {
  return Object.entries(PARTS).reduce((text, [name, render]) => {
    const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`The page must hold ${begin} and, after it, ${end}.`);
    return `${text.slice(0, from + begin.length)}\n\n${render()}\n\n${text.slice(to)}`;
  }, page);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = new URL('vendors.md', import.meta.url);
  writeFileSync(page, withGenerated(readFileSync(page, 'utf8')));
}
