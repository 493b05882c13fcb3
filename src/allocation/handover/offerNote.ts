import type { OfferSaying } from '../../domain/handover'
import { guardReference, noteOf, staffNote, type StaffNote } from '../escalation/staffNote'

const ENDED: Readonly<Record<Exclude<OfferSaying, 'offered'>, { readonly what: string; readonly why: string }>> = {
  offer_refused: { what: 'was refused', why: 'refused to take it over' },
  offer_expired: { what: 'ran out', why: 'did not answer in time' },
  offer_away: { what: 'came back', why: 'is not at work now and had not answered' },
}

/**
 * What somebody is written of an offer: by whoever has the enquiry, or by a join or its taking back, of which whoever has it made
 * nothing. Made of the reference alone, as every note to staff. @throws when what is given as the reference is none
 */
export function offerNote(
  { says, to, joinedFrom }: { readonly says: OfferSaying; readonly to: string; readonly joinedFrom?: string }, { reference, deskUrl }: { readonly reference: string; readonly deskUrl: string },
): StaffNote {
  if (joinedFrom === undefined) return staffNote({ about: says, reference, deskUrl })
  const said = guardReference(reference)
  if (says === 'offered') return noteOf({
    subject: `${said} is offered to you`,
    says: `Enquiry ${said} is offered to you because of what it was joined with, or was taken apart from. A colleague has it until you take it over.`,
    please: `Please open the desk, look for ${said}, and take it over or refuse it:`,
    again: 'You are told of this once. Without an answer the offer runs out.',
  }, deskUrl)
  const { what, why } = ENDED[says]
  return noteOf({
    subject: `the offer of ${said} ${what}`, again: 'You are told of this once.',
    ...(to === joinedFrom ? {
      says: `Enquiry ${said}, which you have, was offered to a colleague because of what it was joined with, or was taken apart from. The colleague ${why}. You have it still.`,
      please: `Please open the desk, look for ${said}, and keep it, offer it to somebody else, or ask a manager:`,
    } : {
      says: `You joined enquiry ${said} with another, or took that back, by which it was offered to a colleague, who ${why}. It is still with whoever has had it.`,
      please: `Please open the desk, look for ${said}, and agree with whoever has it, or with a manager, who is to have it:`,
    }),
  }, deskUrl)
}
