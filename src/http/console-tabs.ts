/** GraphiQL's first tabs: a walk from a binding to a live call, and how to look around. */
export const CONSOLE_TABS: readonly { readonly query: string; readonly variables?: string }[] = [
  {
    query: `# 1. Watch. Run this and leave it running: every change of a call appears here.
#    Open this page in a second window for the other tabs; changing the tab ends a subscription.
#    To resume later without a gap, pass the last cursor as after.
subscription Watch {
  callStatusChanged {
    cursor
    at
    previousStatus
    status
    call {
      id
      caller
      callee
      numberX
      startedAt
      answeredAt
      endedAt
      durationSeconds
      outcome
    }
  }
}
`,
  },
  {
    query: `# 2. Bind two people to a virtual number. The vendor chooses X.
#    The idempotency key makes this safe to repeat: the same key gives the same binding.
mutation Bind {
  createAxbBinding(
    input: {
      idempotencyKey: "tour-1"
      numberA: "13800138000"
      numberB: "13900139000"
      reference: "order-42"
      lifetimeSeconds: 3600
    }
  ) {
    binding {
      id
      status
      numberX
      expiresAt
    }
    userErrors {
      code
      message
      field
      vendor {
        code
        message
      }
    }
  }
}
`,
  },
  {
    query: `# 3. Let A dial X, and look at the window that watches. Other outcomes: BUSY, NO_ANSWER, REJECTED, POWERED_OFF ...
#    (Put in the X of tab 2; the first one that the simulated vendor gives is 17664870250.)
#    From a shell: curl -X POST http://127.0.0.1:4000/sandbox/dial -H 'content-type: application/json' \\
#      -d '{"from":"13800138000","to":"17664870250","outcome":"answered","seconds":30}'
mutation Dial {
  sandboxDial(input: { from: "13800138000", to: "17664870250", outcome: ANSWERED, seconds: 30 }) {
    routed
    vendorCallId
    reason
  }
}
`,
  },
  {
    query: `# 4. What happened: the binding of the order, with its calls.
query History {
  bindings(first: 10, filter: { reference: "order-42" }) {
    nodes {
      id
      mode
      status
      numberA
      numberB
      numberX
      account {
        id
        vendor
      }
      calls(first: 10) {
        nodes {
          id
          status
          outcome
          durationSeconds
          caller
          callee
          recording {
            url
          }
        }
      }
    }
  }
}
`,
  },
  {
    query: `# 5. Release it (put in the id of tab 2). Then dial again: nothing is routed any more.
mutation Release($id: ID!) {
  releaseBinding(input: { bindingId: $id }) {
    binding {
      id
      status
      releasedAt
    }
    userErrors {
      code
      message
    }
  }
}
`,
    variables: '{ "id": "bnd_..." }',
  },
];
