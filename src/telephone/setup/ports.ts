/** Where the network sends a call of a number: addresses as set, empty where nothing is. */
export interface NumberSetup {
  readonly voiceUrl: string
  readonly voiceMethod: string
  readonly voiceFallbackUrl: string
  readonly voiceFallbackMethod: string
  readonly statusCallback: string
  readonly statusCallbackMethod: string
  /** An application or a trunk that takes the number's calls; while one does, the addresses count for nothing. */
  readonly voiceApplicationSid: string
  readonly trunkSid: string
}

export interface OwnNumber {
  readonly sid: string
  readonly setup: NumberSetup
}

/** The account's numbers. Implemented by src/gateways/twilioNumbers.ts; both throw ProviderFailure. */
export interface OwnNumbers {
  /** @param number E.164; undefined when the account does not have it */
  find(number: string): Promise<OwnNumber | undefined>
  change(sid: string, setup: Partial<NumberSetup>): Promise<void>
}
