/** A voice message that the simulated vendor has taken on. */
export interface SimulatedMessage {
  readonly callId: string;
  /**
   * 1: verification code, 2: notification (“VoiceType”). An IVR has no value of its own; it is a notification with
   * keys.
   */
  readonly voiceType: 1 | 2;
  readonly mobile: string;
  readonly caller: string;
  readonly extId: string;
}

/** Everything that the simulated vendor remembers. Plain JSON. */
export interface KsyunState {
  messages: SimulatedMessage[];
}

export function initialState(): KsyunState {
  return { messages: [] };
}
