import { LISTS } from './records.js';
/** Of each list the type of its changes, and the field of a change that holds the record. */
const CHANGES = {
    bindings: { change: 'BindingStatusChange', field: 'binding', hasStatus: true },
    calls: { change: 'CallStatusChange', field: 'call', hasStatus: true },
    voiceMessages: { change: 'VoiceMessageStatusChange', field: 'voiceMessage', hasStatus: true },
    smsMessages: { change: 'SmsReceived', field: 'smsMessage', hasStatus: false },
};
export const DEFAULT_FIELDS = {
    bindings: 'mode numberA numberB numberX numberY extension createdAt updatedAt expiresAt releasedAt',
    calls: 'outcome caller callee numberX startedAt answeredAt endedAt durationSeconds createdAt updatedAt',
    voiceMessages: 'kind outcome recipient calledAt answeredAt endedAt durationSeconds createdAt updatedAt',
    smsMessages: 'from to numberX content sentAt createdAt',
};
export function voiceDocuments(fields = {}, names = {}) {
    const wanted = { ...DEFAULT_FIELDS, ...fields };
    const selection = (list) => `{ id revision reference ${CHANGES[list].hasStatus ? 'status ' : ''}${wanted[list]} }`;
    const nameOf = (own) => names[own] ?? own;
    const rootField = (root, own) => {
        const name = names[`${root}.${own}`] ?? own;
        return name === own ? own : `${own}: ${name}`;
    };
    const variables = LISTS.map((list) => `$${list}: String, ${whether(list)}: Boolean!`).join(', ');
    const pages = LISTS.map((list) => `    ${list}(first: ${PAGE}, after: $${list}) @include(if: ${whether(list)}) {
      nodes ${selection(list)}
      pageInfo { hasNextPage endCursor }
    }`);
    const changes = LISTS.map((list) => {
        const { change, field, hasStatus } = CHANGES[list];
        // Types of one union cannot give one name to fields of several enums.
        const statuses = hasStatus ? `${list}Before: previousStatus ${list}After: status ` : '';
        // Of each type, and not of VoiceChange: a normalised cache that does not know who implements it leaves it out.
        return `    ... on ${nameOf(change)} { cursor at ${statuses}${list}: ${field} ${selection(list)} }`;
    });
    return {
        read: `query VoiceActivity($reference: String!, ${variables}) {
  ${rootField('Query', 'voiceActivity')}(reference: $reference) {
    reference
    cursor
${pages.join('\n')}
  }
}`,
        watch: `subscription VoiceActivityChanged($references: [String!]!, $after: Cursor) {
  ${rootField('Subscription', 'voiceActivityChanged')}(references: $references, after: $after) {
${changes.join('\n')}
  }
}`,
    };
}
// The most that a page may have.
const PAGE = 100;
/** The variable that says whether a list is asked for. */
const whether = (list) => `$with${list[0]?.toUpperCase()}${list.slice(1)}`;
/** The variables of the read document, for the lists that have more: each with where its next page begins. */
export function pageVariables(reference, after) {
    return Object.fromEntries([
        ['reference', reference],
        ...LISTS.flatMap((list) => [
            [list, after.get(list) ?? null],
            [whether(list).slice(1), after.has(list)],
        ]),
    ]);
}
