/** Another team's subgraph, as many companies have it. */
export interface Neighbour {
  readonly name: string;
  readonly sdl: string;
  /** What some of them have beside it, under a word that this contract keeps too. */
  readonly ourWords?: string;
  /** The changes of names by which both have their way. */
  readonly names?: readonly string[];
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@tag"])`;

const PAGE_INFO = `type PageInfo @shareable {
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
  endCursor: String
}`;

/** Ten neighbours, which go together among themselves. Between them they have the words that teams like to use. */
export const NEIGHBOURS: readonly Neighbour[] = [
  {
    name: 'orders',
    sdl: `${LINK} ${PAGE_INFO}
      type Query { order(id: ID!): Order orders(first: Int, after: String): OrderConnection! }
      type Mutation { cancelOrder(id: ID!): OrderPayload! }
      type Order @key(fields: "id") { id: ID! total: Int! createdAt: DateTime! voice: VoiceActivity calls: [Call!] }
      type OrderConnection { edges: [OrderEdge!]! nodes: [Order!]! pageInfo: PageInfo! }
      type OrderEdge { cursor: String! node: Order! }
      type OrderPayload { order: Order userErrors: [UserError!]! }
      type UserError { code: ErrorCode! message: String! path: [String!] }
      enum ErrorCode { NOT_FOUND CONFLICT OUT_OF_STOCK }
      type VoiceActivity @key(fields: "reference", resolvable: false) { reference: String! }
      type Call @key(fields: "id", resolvable: false) { id: ID! }
      scalar DateTime`,
  },
  {
    name: 'users',
    sdl: `${LINK}
      interface Node { id: ID! }
      type Query { me: User driver(id: ID!): Driver }
      type User implements Node @key(fields: "id") { id: ID! name: String! phone: PhoneNumber }
      type Driver implements Node @key(fields: "id") { id: ID! name: String! plate: String! status: DriverStatus! }
      enum DriverStatus { FREE BUSY }
      scalar PhoneNumber`,
    ourWords: 'extend type Query { node(id: ID!): Node nodes(ids: [ID!]!): [Node]! }',
    names: ['Query.node='],
  },
  {
    name: 'products',
    sdl: `${LINK}
      type Query { product(id: ID!): Product products(filter: ProductFilter): [Product!]! }
      type Product @key(fields: "id") { id: ID! title: String! price: Money! options: [ProductOption!]! }
      type ProductOption { name: String! required: Boolean! }
      type Money { amount: String! currency: String! }
      input ProductFilter { text: String available: Boolean }`,
    ourWords: `extend type Query { vendors: [Vendor!]! }
      type Vendor @key(fields: "id") { id: ID! name: String! products: [Product!]! }`,
    names: ['Vendor=VoiceVendor', 'Query.vendors=voiceVendors'],
  },
  {
    name: 'payments',
    sdl: `${LINK}
      type Query { payment(id: ID!): Payment }
      type Mutation { pay(input: PayInput!): PaymentPayload! refund(id: ID!): PaymentPayload! }
      type Payment @key(fields: "id") { id: ID! state: PaymentState! attempts: [Attempt!]! }
      type Attempt { at: DateTime! outcome: AttemptOutcome! bank: String }
      type PaymentPayload { payment: Payment failure: Failure }
      type Failure { reason: String! retryable: Boolean! }
      enum PaymentState { OPEN PAID REFUNDED }
      enum AttemptOutcome { ACCEPTED DECLINED }
      input PayInput { orderId: ID! amount: Int! expect: AttemptOutcome }
      scalar DateTime`,
  },
  {
    name: 'reviews',
    sdl: `${LINK}
      type Query { review(id: ID!): Review }
      type Review @key(fields: "id") { id: ID! stars: Int! text: String author: User }
      extend type Product @key(fields: "id") { id: ID! reviews: [Review!]! }
      extend type User @key(fields: "id") { id: ID! reviews: [Review!]! }`,
  },
  {
    name: 'chat',
    sdl: `${LINK}
      type Query { conversation(id: ID!): Conversation messages(filter: MessageFilter): [Message!]! }
      type Mutation { sendMessage(to: ID!, text: String!, kind: MessageKind = TEXT): Message! }
      type Subscription { messageReceived(conversation: ID!): Message! }
      type Conversation @key(fields: "id") { id: ID! messages: [Message!]! }
      type Message @key(fields: "id") { id: ID! kind: MessageKind! status: MessageStatus! text: String }
      enum MessageKind { TEXT IMAGE }
      enum MessageStatus { SENT READ }
      input MessageFilter { statuses: [MessageStatus!] kinds: [MessageKind!] }`,
  },
  {
    name: 'notifications',
    sdl: `${LINK}
      type Query { notifications: [Notification!]! template(id: ID!): Template templates: [Template!]! }
      type Mutation { sendNotification(templateId: ID!, parameters: [TemplateParameterInput!]): Notification! }
      type Notification @key(fields: "id") { id: ID! template: Template sentAt: DateTime }
      type Template @key(fields: "id") { id: ID! text: String! variables: [String!]! }
      input TemplateParameterInput { key: String! text: String! }
      scalar DateTime`,
  },
  {
    name: 'delivery',
    sdl: `${LINK} ${PAGE_INFO}
      type Query { delivery(id: ID!): Delivery parcels(filter: DeliveryFilter, first: Int): DeliveryConnection! }
      type Mutation { schedule(input: TimeSpanInput!): DeliveryPayload! }
      type Delivery @key(fields: "id") { id: ID! state: DeliveryState! driver: Driver remarks: [DeliveryRemark!]! }
      type DeliveryRemark { text: String! by: String! }
      type DeliveryConnection { edges: [DeliveryEdge!]! pageInfo: PageInfo! }
      type DeliveryEdge { cursor: String! node: Delivery! }
      type DeliveryPayload { delivery: Delivery error: String }
      type Driver @key(fields: "id", resolvable: false) { id: ID! }
      enum DeliveryState { PLANNED ON_THE_WAY DELIVERED }
      input DeliveryFilter { state: DeliveryState driver: ID }
      input TimeSpanInput { start: String! end: String! }`,
    ourWords: 'extend type Query { deliveries: [Delivery!]! }',
    names: ['Query.deliveries=vendorDeliveries'],
  },
  {
    name: 'accounts',
    sdl: `${LINK}
      type Query { session: Session }
      type Mutation { signIn(code: String!): AccountPayload! close(status: AccountStatus!): AccountPayload! }
      type Session @key(fields: "id") { id: ID! status: AccountStatus! health: AccountHealth! }
      type AccountPayload { session: Session problem: String }
      type AccountStatusChange { before: AccountStatus after: AccountStatus! }
      enum AccountStatus { OPEN LOCKED CLOSED }
      enum AccountHealth { FINE HACKED }
      input AccountStatusFilter { status: AccountStatus changedBy: String! }`,
    ourWords: `extend type Query { account(id: ID!): Account accounts: [Account!]! auditTrail: [AuditEntry!]! }
      extend type Mutation { sendVerificationCode(phone: String!): Boolean! }
      type Account @key(fields: "id") { id: ID! email: String! status: AccountStatus! }
      type AuditEntry { at: String! action: AuditAction! by: String }
      input AuditFilter { action: AuditAction since: String! }
      extend type Query { audit(filter: AuditFilter): AuditEntryConnection! }
      type AuditEntryConnection { items: [AuditEntry!]! }
      enum AuditAction { SIGN_IN SIGN_OUT }`,
    names: [
      'Account=VoiceAccount',
      'Query.account=voiceAccount',
      'Query.accounts=voiceAccounts',
      'Mutation.sendVerificationCode=speakVerificationCode',
      'AuditEntry=VoiceAuditEntry',
      'AuditEntryConnection=VoiceAuditEntryConnection',
      'AuditAction=VoiceAuditAction',
      'AuditFilter=VoiceAuditFilter',
      'Query.auditTrail=voiceAuditTrail',
    ],
  },
  {
    name: 'files',
    sdl: `${LINK}
      type Query { file(id: ID!): File recordings: [Recording!]! }
      type File @key(fields: "id") { id: ID! url: URL! size: Int! }
      type Recording { file: File! seconds: Int! announcements: Announcements }
      type Announcements { before: String after: String }
      input AnnouncementsInput { before: String! after: String }
      extend type Query { play(with: AnnouncementsInput): Recording }
      scalar URL`,
  },
];
