import { CUSTOMER as INTERLINE } from '../../src/sandbox/interline/authentication.ts';
import { interlineSimulator } from '../../src/sandbox/interline/index.ts';
import { type RunningSimulator, startSimulator } from '../../src/sandbox/server.ts';
import { type RunningService, startService, temporaryFolder } from './service.ts';
import { startWinnerlook, TOKEN, winnerlookAccount } from './winnerlook.ts';

export interface BindingPayload {
  readonly binding: {
    readonly id: string;
    readonly status: string;
    readonly numberX: string;
    readonly vendorBindingId: string | null;
    readonly replacedBy: { id: string } | null;
  } | null;
  readonly userErrors: readonly { code: string; message: string }[];
}

/** The service with an account at each vendor that binds, both simulated inside the test. */
export interface TwoVendors extends AsyncDisposable {
  readonly service: RunningService;
  readonly winnerlook: RunningSimulator;
  readonly interline: RunningSimulator;
  /** Makes a binding by the mutation of that name, under a key of its own. */
  create(mutation: string, input: object): Promise<BindingPayload>;
  find(id: string | undefined): Promise<BindingPayload['binding']>;
}

const FIELDS = 'id status numberX vendorBindingId replacedBy { id }';

export async function openTwoVendors(): Promise<TwoVendors> {
  const folder = await temporaryFolder();
  let url = '';
  // An XYB binding names no address (2.1.4): its calls go to the one that the vendor's staff have set up.
  const winnerlook = await startWinnerlook({ callbackUrl: () => `${url}/callbacks/acct_one/${TOKEN}` });
  const interline = await startSimulator(interlineSimulator, {
    callbackUrl: (kind) => `${url}/callbacks/acct_two/interline-token${kind ? `/${kind}` : ''}`,
  });
  const service = await startService(folder.path, { SANDBOX: 'true' }, [
    winnerlookAccount(winnerlook.baseUrl, { id: 'acct_one', timeouts: { total: 500 } }),
    {
      id: 'acct_two',
      vendor: 'INTERLINE',
      baseUrl: interline.baseUrl,
      credentials: INTERLINE,
      callback: { token: 'interline-token' },
      timeouts: { total: 500 },
    },
  ]);
  url = service.url;
  let keys = 0;
  return {
    service,
    winnerlook,
    interline,
    create: async (mutation, input) => {
      const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
      const document = `mutation ($input: ${type}!) {
        ${mutation}(input: $input) { binding { ${FIELDS} } userErrors { code message } }
      }`;
      const variables = { input: { idempotencyKey: `key-${++keys}`, ...input } };
      const { data, errors } = await service.query<Record<string, BindingPayload>>(document, variables);
      const payload = data?.[mutation];
      if (!payload) throw new Error(JSON.stringify(errors));
      return payload;
    },
    find: async (id) => {
      const { data } = await service.query<{ binding: BindingPayload['binding'] }>(
        `query ($id: ID!) { binding(id: $id) { ${FIELDS} } }`,
        { id },
      );
      return data.binding;
    },
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await Promise.all([winnerlook.close(), interline.close()]);
      await folder[Symbol.asyncDispose]();
    },
  };
}
