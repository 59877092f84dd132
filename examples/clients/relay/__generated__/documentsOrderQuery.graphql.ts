/**
 * @generated SignedSource<<bd3b74927560a9d1d675c23b8b45eb20>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type CallOutcome = "ANSWERED" | "BLOCKED" | "BUSY" | "CALLEE_HUNG_UP" | "CALLER_HUNG_UP" | "CANCELED" | "EXPIRED" | "FAILED" | "INSUFFICIENT_BALANCE" | "INVALID_NUMBER" | "NETWORK_ERROR" | "NO_ANSWER" | "POWERED_OFF" | "RATE_LIMITED" | "REJECTED" | "SUSPENDED_NUMBER" | "TIMEOUT" | "UNKNOWN" | "UNREACHABLE" | "%future added value";
export type CallStatus = "BUSY" | "CANCELED" | "COMPLETED" | "FAILED" | "INITIATED" | "IN_PROGRESS" | "NO_ANSWER" | "REJECTED" | "RINGING" | "UNKNOWN" | "UNREACHABLE" | "%future added value";
export type documentsOrderQuery$variables = {
  reference: string;
};
export type documentsOrderQuery$data = {
  readonly voiceActivity: {
    readonly calls: {
      readonly nodes: ReadonlyArray<{
        readonly durationSeconds: number | null | undefined;
        readonly id: string;
        readonly outcome: CallOutcome | null | undefined;
        readonly revision: number;
        readonly status: CallStatus;
      }>;
    } | null | undefined;
    readonly reference: string;
  } | null | undefined;
};
export type documentsOrderQuery = {
  response: documentsOrderQuery$data;
  variables: documentsOrderQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "reference"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "reference",
        "variableName": "reference"
      }
    ],
    "concreteType": "VoiceActivity",
    "kind": "LinkedField",
    "name": "voiceActivity",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "reference",
        "storageKey": null
      },
      {
        "alias": null,
        "args": [
          {
            "kind": "Literal",
            "name": "first",
            "value": 20
          }
        ],
        "concreteType": "CallConnection",
        "kind": "LinkedField",
        "name": "calls",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Call",
            "kind": "LinkedField",
            "name": "nodes",
            "plural": true,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "id",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "revision",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "status",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "outcome",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "durationSeconds",
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": "calls(first:20)"
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "documentsOrderQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "documentsOrderQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "14541ce323d409b3d253a67507e41ef6",
    "id": null,
    "metadata": {},
    "name": "documentsOrderQuery",
    "operationKind": "query",
    "text": "query documentsOrderQuery(\n  $reference: String!\n) {\n  voiceActivity(reference: $reference) {\n    reference\n    calls(first: 20) {\n      nodes {\n        id\n        revision\n        status\n        outcome\n        durationSeconds\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "bf83e2468284d4b0501b9950c45bf938";

export default node;
