/** A request as a simulated vendor receives it. Header names are in lower case. */
export interface SimulatorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SimulatorReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** A JSON answer, HTTP 200 unless said otherwise. */
export function jsonReply(value: unknown, status = 200): SimulatorReply {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

/** Something that the simulated vendor delivers to the customer's callback address. */
export interface OutgoingPush {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** Whether the vendor takes an answer for an acknowledgement. */
  readonly acknowledged: (status: number, body: string) => boolean;
  /** How often the vendor tries in all. */
  readonly attempts: number;
}
