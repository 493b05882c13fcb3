import type { Saying } from '../../domain/escalation'
import { parseReference } from '../../domain/referenceNumber'
import type { OfferSaying } from '../../domain/handover'
import type { OverdueMatter } from './ports'

type Told = OverdueMatter | Saying | OfferSaying

export interface StaffNote {
  readonly subject: string
  readonly text: string
}

/**
 * What a member of staff is written about what is overdue, what nobody can be given, what is to be taken over, or an offer: the enquiry's reference, and where the desk is. It is made of
 * nothing else, so that no word of a caller or a child can stand in it.
 * @throws when what is given as the reference is none: then nothing is sent
 */
export function staffNote(
  { about, reference, deskUrl, isInHand = false }: { readonly about: Told; readonly reference: string; readonly deskUrl: string; readonly isInHand?: boolean },
): StaffNote {
  const said = guardReference(reference)
  const { subject, says, please, again } = WORDS[about](said)
  return noteOf({ subject, says: about === 'enquiry' && isInHand ? `${says}\n${IN_HAND}` : says, please, again }, deskUrl)
}

/** A note as it is sent, of its words. */
export const noteOf = ({ subject, says, please, again }: NoteWords, deskUrl: string): StaffNote =>
  ({ subject: `Advice line: ${subject}`, text: [says, '', please, deskUrl, '', `${again} Please do not answer this message.`, ''].join('\n') })

const IN_HAND = 'Whoever was woken for its message has taken that on: the desk says who.'

interface NoteWords {
  readonly subject: string
  readonly says: string
  readonly please: string
  readonly again: string
}

const again = (until: string): string => `You are told again, and others after you, until ${until}.`

const offerOver = (what: string, why: string) => (said: string): NoteWords => ({
  subject: `the offer of ${said} ${what}`,
  says: `You offered enquiry ${said} to a colleague, who ${why}. You have it still.`,
  please: `Please open the desk, look for ${said}, and keep it, offer it to somebody else, or ask a manager:`,
  again: 'You are told of this once.',
})

const WORDS: Readonly<Record<Told, (said: string) => NoteWords>> = {
  enquiry: (said) => ({
    subject: `${said} waits to be accepted`,
    says: `Nobody has accepted enquiry ${said} yet.`,
    please: `Please open the desk, look for ${said}, and accept it or see that somebody does:`,
    again: again('somebody has accepted it'),
  }),
  nobody_fits: (said) => ({
    subject: `nobody can be given ${said}`,
    says: `Nobody can be given enquiry ${said}: nobody is on duty or has room for it, all who are have a conflict of interest, or no manager is at work.`,
    please: `Please open the desk, look for ${said}, see what is lacking, and find somebody who takes it:`,
    again: 'You are told of this once, and again if nobody has accepted it in time.',
  }),
  take_over: (said) => ({
    subject: `${said} waits to be taken over`,
    says: `Enquiry ${said} was accepted, and whoever has it now, which is somebody else, has not taken it over yet.`,
    please: `Please open the desk, look for ${said}, and take it over, or see that whoever has it does:`,
    again: 'You are told again, and the manager after the social worker, until whoever has it takes it over.',
  }),
  callback: (said) => ({
    subject: `the call-back for ${said} is overdue`,
    says: `The caller of enquiry ${said} asked to be rung back, and nobody has done it.`,
    please: `Please open the desk, look for ${said}, and ring the caller or say that you will:`,
    again: again('somebody has taken the call-back'),
  }),
  second: (said) => ({
    subject: `${said} waits for a second professional`,
    says: `Enquiry ${said} calls for an officer beside its social worker, and no officer is on it yet.`,
    please: `Please open the desk, look for ${said}, and say that you are on it, or see that an officer does:`,
    again: again('a named officer is on it'),
  }),
  offered: (said) => ({
    subject: `${said} is offered to you`,
    says: `A colleague offers you enquiry ${said}, and has it until you take it over.`,
    please: `Please open the desk, look for ${said}, and take it over or refuse it:`,
    again: 'You are told of this once. Without an answer the offer runs out.',
  }),
  offer_refused: offerOver('was refused', 'refused to take it over'),
  offer_expired: offerOver('ran out', 'did not answer in time'),
  offer_away: offerOver('came back', 'is not at work now and had not answered'),
}

/** The reference as it is written, if it is one. @throws when it is anything else */
export function guardReference(reference: string): string {
  const parsed = parseReference(reference)
  if (parsed === undefined || parsed !== reference) throw new Error('What staff are to be told is no reference.')
  return parsed
}
