import type { Gap } from '../domain/escalation'

const OTHERS_RUNG = 'others who have a telephone were rung, one after the other'

/** What was lacking in who was told, and what to do. */
const WORDS: Readonly<Record<Gap, string>> = {
  nobody_on_call: `Nobody was on the on-call list when this could not wait, so ${OTHERS_RUNG}. See below who was told. Accept it if you can, and ask a manager to fill the on-call list.`,
  on_call_not_rung: `Whoever was on the on-call list could not be rung for this: no telephone number is entered for them, or they have a conflict of interest. So ${OTHERS_RUNG}. See below who was told. Accept it if you can, and ask a manager to look at the on-call list.`,
  nobody_rung: 'Nobody could be rung for this: for all who may be told of it no telephone number is entered. Managers were told by mail alone. Accept it if you can, and tell a manager.',
  nobody_to_tell: 'It waits, and nobody could be told of that, by mail or by telephone. See to it yourself, and tell a manager, who should check the email addresses and telephone numbers of the staff.',
}

const isGap = (cause: string): cause is Gap => Object.hasOwn(WORDS, cause)

/** Undefined where no cause is kept: then no telephone rang. */
export const gapWords = (cause: string | undefined): string | undefined => (cause !== undefined && isGap(cause) ? WORDS[cause] : undefined)
