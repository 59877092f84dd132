import { DRIVERS } from './subgraphs/drivers.ts';
import { ORDERS } from './subgraphs/orders.ts';

/** What a company's back end does for its pages: real numbers do not pass through a browser. */
export interface BackEnd {
  /** Gives the customer and the driver of an order a number to reach each other by. */
  connect(orderId: string): Promise<unknown>;
  /** Lets the customer dial that number: the sandbox's own. */
  dial(orderId: string): Promise<unknown>;
}

/** Of those that the sandbox's customer has rented at that vendor. */
const VIRTUAL_NUMBERS = ['17100000041', '17100000042', '17100000043'];

const BIND = `mutation ($input: CreateAxbBindingInput!) {
  createAxbBinding(input: $input) { binding { id } userErrors { code message } }
}`;
const NUMBER = `query ($reference: String!) {
  bindings(first: 1, filter: { reference: $reference, statuses: [ACTIVE] }) { nodes { numberX } }
}`;

export function backEndOver(voiceUrl: string): BackEnd {
  const post = async (path: string, body: object) => {
    const response = await fetch(`${voiceUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  };
  return {
    connect: async (orderId) => {
      const { customerPhone: numberA, numberB } = numbersOf(orderId);
      const input = {
        // An order is connected once, however often the button is pressed.
        idempotencyKey: `${orderId}/connect`,
        // Leave the account out, and one is chosen. This vendor tells of a call when it begins, and not only afterwards.
        accountId: 'acct_sandbox_interline',
        numberX: VIRTUAL_NUMBERS[ORDERS.findIndex(({ id }) => id === orderId)],
        numberA,
        numberB,
        reference: orderId,
        lifetimeSeconds: 3_600,
      };
      return post('/graphql', { query: BIND, variables: { input } });
    },
    dial: async (orderId) => {
      const found = (await post('/graphql', { query: NUMBER, variables: { reference: orderId } })) as {
        data: { bindings: { nodes: readonly { numberX: string }[] } };
      };
      const to = found.data.bindings.nodes[0]?.numberX;
      if (!to) return { routed: false, reason: 'Connect them first: the order has no number.' };
      return post('/sandbox/dial', { from: numbersOf(orderId).customerPhone, to, seconds: 12 });
    },
  };
}

function numbersOf(orderId: string) {
  const order = ORDERS.find(({ id }) => id === orderId);
  const driver = DRIVERS.find(({ id }) => id === order?.driverId);
  if (!order || !driver) throw new RangeError(`There is no order ${orderId}.`);
  return { customerPhone: order.customerPhone, numberB: driver.phone };
}
