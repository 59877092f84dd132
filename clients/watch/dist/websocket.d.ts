import { type TokenSource, type Transport } from './transport.ts';
export interface WebSocketOptions {
    /** Of the router, or of the service: `wss://…/graphql`. */
    readonly url: string;
    readonly token?: TokenSource;
    /** What `connection_init` carries beside the token. */
    readonly connectionParams?: Readonly<Record<string, unknown>>;
    /** Where there is no global `WebSocket`. */
    readonly webSocketImpl?: unknown;
}
export interface WebSocketTransport extends Transport {
    /** Closes the socket. */
    dispose(): void;
}
/** Queries and subscriptions over one socket (graphql-transport-ws), shared by all watches of the transport. */
export declare function overWebSocket(options: WebSocketOptions): WebSocketTransport;
