/** What a service number was sold for (chapters 2.1 to 2.4). */
export type SimulatedService = 'notification' | 'verification' | 'marketing' | 'voiceSms';

/** A service number, as the document calls it: 服务号. */
export interface SimulatedCustomer {
  readonly service: SimulatedService;
  readonly appId: string;
  /** 16, 24 or 32 bytes, as AES wants it (2.1.4.1). */
  readonly secretKey: string;
}

/** The simulated vendor's four service numbers, one for each product. The first has the appId of the examples. */
export const CUSTOMERS: readonly SimulatedCustomer[] = [
  { service: 'notification', appId: 'EUCP-EMY-DDDD-3EEEE', secretKey: 'sandbox-notify16' },
  { service: 'verification', appId: 'EUCP-EMY-VVVV-3EEEE', secretKey: 'sandbox-verification-v24' },
  { service: 'marketing', appId: 'EUCP-EMY-MMMM-3EEEE', secretKey: 'sandbox-marketing-service-key-32' },
  { service: 'voiceSms', appId: 'EUCP-EMY-JJJJ-3EEEE', secretKey: 'sandbox-voicesms' },
];
