/** The operations that the journeys send. */

export const BIND = `mutation Bind($input: CreateAxbBindingInput!) {
  createAxbBinding(input: $input) {
    binding { id status numberA numberB numberX reference vendorBindingId expiresAt account { id } failure { code } }
    userErrors { code message field retryable vendor { vendor code message } }
  }
}`;

export const RELEASE = `mutation Release($id: ID!) {
  releaseBinding(input: { bindingId: $id }) { binding { id status releasedAt } userErrors { code message vendor { code } } }
}`;

export const CALLS = `query Calls($filter: CallFilter) {
  calls(first: 100, filter: $filter) {
    nodes {
      id status outcome caller callee numberX vendorCallId startedAt callerAnsweredAt answeredAt endedAt
      callerDurationSeconds durationSeconds billedSeconds vendorCode reference binding { id }
    }
    pageInfo { hasNextPage }
  }
}`;

export const WATCH_CALLS = `subscription Watch($after: Cursor, $filter: CallStatusFilter) {
  callStatusChanged(after: $after, filter: $filter) { cursor at previousStatus status call { id status vendorCallId durationSeconds reference } }
}`;

export const WATCH_BINDINGS = `subscription Watch($after: Cursor) {
  bindingStatusChanged(after: $after) { cursor previousStatus status binding { id status numberX } }
}`;

export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: string[] | null;
  readonly retryable: boolean;
  readonly vendor: { vendor: string; code: string; message: string } | null;
}

export interface BindingData {
  readonly id: string;
  readonly status: string;
  readonly numberX: string;
  readonly vendorBindingId: string;
}

export interface Bound {
  readonly createAxbBinding: { readonly binding: BindingData | null; readonly userErrors: readonly UserError[] };
}

export interface CallData {
  readonly id: string;
  readonly status: string;
  readonly vendorCallId: string;
  readonly binding: { id: string } | null;
}

export interface CallList {
  readonly calls: { readonly nodes: readonly CallData[] };
}

export interface CallChange {
  readonly cursor: string;
  readonly previousStatus: string | null;
  readonly status: string;
  readonly call: CallData;
}
