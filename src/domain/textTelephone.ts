import type { Acknowledgement, AcknowledgementState } from './acknowledgement'
import type { CallSituation } from './telephony'

/** A mobile of the United Kingdom and its islands: no personal number (070), and no pager (076, but for the Isle of Man's 07624). */
const BRITISH_MOBILE = /^\+447(?:[1-57-9]\d{2}|624)\d{6}$/

export const isMobile = (from: string | undefined): from is string => from !== undefined && BRITISH_MOBILE.test(from)

/** Whether the telephone of a call shows texts, and nobody said that it is not safe to reach. */
export const mayBeTexted = ({ from, callback }: Pick<CallSituation, 'from' | 'callback'>): boolean =>
  isMobile(from) && callback?.safe !== 'no'

/** In which none is under way, and none was taken by the network. */
export const NO_TEXT_OUT: readonly AcknowledgementState[] = ['not_due', 'suppressed', 'unknown', 'bounced', 'failed']

/** Whether the reference may be sent by text, or once more: of one in doubt what the network has is looked up first, by itself. */
export const isTextFree = ({ state, dueAt }: Pick<Acknowledgement, 'state' | 'dueAt'>): boolean => NO_TEXT_OUT.includes(state) && dueAt === undefined
