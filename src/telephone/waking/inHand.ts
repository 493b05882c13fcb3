import type { Alarm, AlarmAbout } from './ports'

type Situation = Omit<Alarm, 'reference' | 'times' | 'woken'>

/**
 * Whether nobody need be woken any more. A message waits until somebody has listened to it; an urgent call until somebody
 * took the enquiry on, or spoke with the caller. Whoever accepts with their key takes either into their hands.
 */
export const isInHand = ({ acceptedBy, isUrgent, isTakenOn, wasSpokenWith, isUnheard }: Situation): boolean =>
  acceptedBy !== undefined || !(isUnheard || (isUrgent && !isTakenOn && !wasSpokenWith))

/** What whoever is woken is told that it is about. */
export function alarmAbout({ isUrgent, isTakenOn, hasMessage, isUnheard }: Situation): AlarmAbout {
  if (isUrgent && !isTakenOn) return hasMessage && isUnheard ? 'call_with_message' : 'call'
  return hasMessage ? 'message' : 'call'
}
