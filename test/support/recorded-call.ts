import { SignJWT } from 'jose';
import { type RunningService, startService, temporaryFolder } from './service.ts';
import { type Answer, SOUND, type SoundHost, serve, startSoundHost } from './sound.ts';
import { until } from './until.ts';
import { TOKEN } from './winnerlook.ts';

const SECRET = 'a secret of at least thirty-two bytes';

/** The service as it runs in production, with one account whose recordings a host inside the test keeps. */
export interface RecordedService extends AsyncDisposable {
  readonly service: RunningService;
  readonly host: SoundHost;
  readonly folder: string;
  /** Has the vendor tell of a call whose recording is at this address; gives the call's id. */
  callWith(recording: string): Promise<string>;
  /** The address of a call's recording, as the API gives it. */
  linkOf(id: string): Promise<string>;
  query: RunningService['query'];
  /** The header of a token with these scopes. */
  bearer(scope: string): Promise<Record<string, string>>;
}

/** Starts it. `account` changes the account of a host at an address, `how` what the host answers. */
export async function startRecordedService(
  account: (hostUrl: string) => object = () => ({}),
  how: Answer = serve(SOUND),
  settings: Record<string, string> = {},
): Promise<RecordedService> {
  const folder = await temporaryFolder();
  const host = await startSoundHost(how);
  const env = {
    AUTH_SECRET: SECRET,
    METRICS_PUBLIC: 'on',
    DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    RECORDINGS_FOLDER: `${folder.path}/recordings`,
    ...settings,
  };
  const interline = {
    id: 'acct_test',
    vendor: 'INTERLINE',
    baseUrl: host.url,
    credentials: { devid: 'd', authKey: 'k', appid: 'a' },
    callback: { token: TOKEN },
    recordings: { allowPrivate: true },
    timeouts: { connect: 1_000, total: 1_000 },
    ...account(host.url),
  };
  const service = await startService(folder.path, env, [interline]);
  const query: RunningService['query'] = async (document, variables, headers) =>
    service.query(document, variables, headers ?? (await bearer('voice:read voice:pii')));
  let calls = 0;
  return {
    service,
    host,
    folder: folder.path,
    query,
    bearer,
    callWith: async (recording) => {
      const taskid = `task-${++calls}`;
      await announce(service.url, taskid, recording);
      return until('the call', async () => {
        const { data } = await query<Calls>('{ calls(first: 100) { nodes { id vendorCallId } } }');
        return data.calls.nodes.find(({ vendorCallId }) => vendorCallId === taskid)?.id;
      });
    },
    linkOf: async (id) => {
      const { data } = await query<Linked>('query ($id: ID!) { call(id: $id) { recording { url } } }', { id });
      return data.call.recording.url;
    },
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await host[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

interface Calls {
  readonly calls: { readonly nodes: readonly { readonly id: string; readonly vendorCallId: string }[] };
}

interface Linked {
  readonly call: { readonly recording: { readonly url: string } };
}

async function announce(url: string, taskid: string, recording: string): Promise<void> {
  const common = {
    devid: 'd',
    appid: 'a',
    taskid,
    caller: '13800138000',
    rcaller: '17100000001',
    callee: '13900139000',
  };
  const body = JSON.stringify({ ...common, result: 'answered', beginTime: 1_767_225_600, duration: 5, recording });
  const response = await fetch(`${url}/callbacks/acct_test/${TOKEN}/cdr`, { method: 'POST', body });
  if (response.status !== 200) throw new Error(`The push was answered with ${response.status}.`);
}

async function bearer(scope: string): Promise<Record<string, string>> {
  const token = await new SignJWT({ scope })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('somebody')
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(SECRET));
  return { authorization: `Bearer ${token}` };
}
