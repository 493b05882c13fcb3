import type { Rung, Saying, Telling, TellingOutcome, Way } from '../domain/escalation'
import { londonShort, waitingWords } from './londonTime'

export interface TellingView {
  readonly at: string
  readonly atIso: string
  readonly name: string
  readonly rung: string
  readonly way: string
  readonly outcome: string
  /** What they were told, where that is not what the others were. */
  readonly says?: string
}

/** How long until an enquiry is to be accepted, or since it should have been: "Due in 6 minutes", "Overdue by 20 minutes". */
export const acceptByWords = (acceptBy: Date, now: Date): string =>
  acceptBy > now ? `Due in ${waitingWords(now, acceptBy)}` : `Overdue by ${waitingWords(acceptBy, now)}`

/** Of an enquiry that somebody else accepted. */
export const notTakenOver = (holder: string): string => `${holder} has not taken it over yet`

/** Who was told that nobody had accepted an enquiry, or taken it over, the latest first. */
export const tellingViews = (tellings: readonly Telling[], now: Date): readonly TellingView[] =>
  tellings.toReversed().map(({ at, name, rung, way, outcome, says }) => ({
    at: londonShort(at, now), atIso: at.toISOString(), name, rung: RUNG_NAMES[rung], way: WAY_NAMES[way], outcome: OUTCOME_WORDS[outcome],
    ...(says && { says: SAYING_WORDS[says] }),
  }))

const SAYING_WORDS: Readonly<Record<Saying, string>> = { nobody_fits: 'nobody can be given it', take_over: 'to be taken over' }

export const RUNG_NAMES: Readonly<Record<Rung, string>> = {
  holder: 'has the enquiry', second_worker: 'on duty', manager: 'manager', on_call: 'on call', anybody: 'has a telephone',
  officer: 'officer', officer_again: 'officer',
}

export const WAY_NAMES: Readonly<Record<Way, string>> = { mail: 'Email', text: 'Text message', call: 'Telephone' }

export const OUTCOME_WORDS: Readonly<Record<TellingOutcome, string>> = {
  begun: 'Being told now', sent: 'Sent', rings: 'Rang', accepted: 'Accepted', not_accepted: 'Not accepted', line_busy: 'Was on the telephone', engaged: 'Engaged',
  refused: 'Refused by the network', failed: 'Did not get out', unclear: 'May not have arrived',
}
