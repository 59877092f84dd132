import DataLoader from 'dataloader';
import type { AccountState } from '../domain/account.ts';
import type { Binding } from '../domain/binding.ts';
import type { Call } from '../domain/call.ts';
import { type Caller, maySee } from '../domain/caller.ts';
import type { NumberGroup } from '../domain/group.ts';
import type { VoiceMessage } from '../domain/message.ts';
import type { KeptRecording } from '../domain/recording.ts';
import type { SmsMessage } from '../domain/sms.ts';
import type { Store } from '../store/store.ts';

/** Records by id, fetched together; undefined where there is none that the caller may see. */
export interface Loaders {
  readonly accountState: DataLoader<string, AccountState | undefined>;
  readonly binding: DataLoader<string, Binding | undefined>;
  readonly call: DataLoader<string, Call | undefined>;
  readonly group: DataLoader<string, NumberGroup | undefined>;
  readonly message: DataLoader<string, VoiceMessage | undefined>;
  readonly recording: DataLoader<string, KeptRecording | undefined>;
  readonly sms: DataLoader<string, SmsMessage | undefined>;
}

export function createLoaders(store: Store, caller: Caller): Loaders {
  const byId = <Item extends { id: string; accountId: string }>(
    findMany: (ids: readonly string[]) => Promise<Item[]>,
  ) =>
    new DataLoader<string, Item | undefined>(async (ids) => {
      const found = new Map((await findMany(ids)).map((item) => [item.id, item]));
      return ids.map((id) => {
        const item = found.get(id);
        return item && maySee(caller, item) ? item : undefined;
      });
    });
  return {
    accountState: byId(store.accountStates.findMany),
    binding: byId(store.bindings.findMany),
    call: byId(store.calls.findMany),
    group: byId(store.groups.findMany),
    message: byId(store.messages.findMany),
    recording: byId(store.recordings.findMany),
    sms: byId(store.sms.findMany),
  };
}
