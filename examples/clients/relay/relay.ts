import relay, { type GraphQLResponse } from 'relay-runtime';
import { overFetch, type WatchedRecord, watchVoiceActivity } from 'voice-watch';
import query, { type documentsOrderQuery } from './__generated__/documentsOrderQuery.graphql.ts';

const { commitLocalUpdate, createOperationDescriptor, Environment, fetchQuery, Network, RecordSource, Store } = relay;

type Calls = NonNullable<NonNullable<documentsOrderQuery['response']['voiceActivity']>['calls']>['nodes'];

/** Relay: its queries go the same road as the watch. */
export function createRelay(url: string, token: () => Promise<string>) {
  const transport = overFetch({ url, token });
  const network = Network.create(async ({ text }, variables) => {
    const answer = await transport.query({ query: text ?? '', variables }, new AbortController().signal);
    return answer as GraphQLResponse;
  });
  return { transport, environment: new Environment({ network, store: new Store(new RecordSource()) }) };
}

type Relay = ReturnType<typeof createRelay>;

/** The calls of an order as Relay's store has them; told whenever they change. Returns how to stop. */
export function showCalls({ environment }: Relay, reference: string, show: (calls: Calls) => void): () => void {
  const operation = createOperationDescriptor(query, { reference });
  const kept = environment.retain(operation);
  const shown = environment.subscribe(environment.lookup(operation.fragment), ({ data }) => {
    const { voiceActivity } = data as documentsOrderQuery['response'];
    show(voiceActivity?.calls?.nodes ?? []);
  });
  return () => {
    shown.dispose();
    kept.dispose();
  };
}

/** Keeps the calls of an order in the store as new as the service has them, until the signal ends it. */
export async function watchOrder({ transport, environment }: Relay, reference: string, signal: AbortSignal) {
  const read = () =>
    fetchQuery<documentsOrderQuery>(environment, query, { reference }, { fetchPolicy: 'network-only' }).toPromise();
  for await (const item of watchVoiceActivity({ transport, references: [reference], signal })) {
    // A call that the store does not have belongs at the top of its list: the list is read anew.
    if (item.kind === 'RECORDS') await read();
    else if (item.list === 'calls' && !update(environment, item.record)) await read();
  }
}

/** Writes a newer copy of a call over the store's; false where the store has none. */
function update(environment: Relay['environment'], { id, revision, ...fields }: WatchedRecord): boolean {
  let isThere = false;
  commitLocalUpdate(environment, (store) => {
    const call = store.get(id);
    isThere = Boolean(call);
    if (!call || Number(call.getValue('revision')) >= revision) return;
    for (const name of ['status', 'outcome', 'durationSeconds']) call.setValue(fields[name] as string | null, name);
    call.setValue(revision, 'revision');
  });
  return isThere;
}
