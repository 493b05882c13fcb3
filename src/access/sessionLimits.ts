export interface SessionLimits {
  /** Without a click of the person's own. */
  readonly idleMinutes: number
  /** After sign-in, whatever happens. */
  readonly longestHours: number
}

/** A proposal, for the service to decide. A duty worker watches the queue for long stretches; a shift ends within twelve hours. */
export const DEFAULT_SESSION_LIMITS: SessionLimits = { idleMinutes: 60, longestHours: 12 }

const MINUTE_MS = 60_000

/** Whether a session is past its idle time or its whole time. Times in milliseconds since 1970. */
export function isSessionOver(
  session: { readonly signedInAt: number; readonly seenAt: number }, limits: SessionLimits, now: number,
): boolean {
  return now - session.seenAt > limits.idleMinutes * MINUTE_MS || now - session.signedInAt > limits.longestHours * 60 * MINUTE_MS
}

/** Activity is written down once a minute, not with every click. */
export const isActivityStale = (seenAt: number, now: number): boolean => now - seenAt >= MINUTE_MS
