/** What the service promises and where it draws lines; each a proposal that the service's owners may change here. */
export const SERVICE = {
  /** A step that keeps failing becomes a card for a person after so many tries. */
  stepAttempts: 6,
  /** Enquiries that one social worker holds at a time, unless set otherwise for the person. */
  caseloadLimit: 25,
  /** How long an enquiry for which nobody is free waits for the next look, in milliseconds. */
  allocateAgainMs: 60_000,
  /** How soon a person must act on a call, in milliseconds from the moment the card was earned. */
  calls: {
    /** A caller who asked for it is rung back. */
    callbackWithinMs: 15 * 60_000,
    /** A message is listened to; and what became of one that was not kept is found out. */
    listenWithinMs: 15 * 60_000,
    /** Somebody looks at a call that ended before a choice. */
    reviewWithinMs: 60 * 60_000,
  },
  /** How long a process that was told to stop may take to finish what it has in hand, in milliseconds. */
  stopWithinMs: 20_000,
} as const

/** The wait before the next try of a step that failed, in milliseconds; `attempts` counts the tries so far. */
export const retryAfterMs = (attempts: number): number => Math.min(1_000 * 2 ** attempts, 120_000)
