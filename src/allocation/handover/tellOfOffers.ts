import type { Logger } from 'pino'
import type { Clock } from '../../domain/clock'
import type { OfferSaying } from '../../domain/handover'
import { offerNote } from './offerNote'

/** That somebody is to be told of an offer, written down with what it tells of. */
export interface OfferNews {
  readonly id: string
  readonly intakeId: string
  /** Staff id. */
  readonly to: string
  readonly says: OfferSaying
  readonly at: Date
  /** Staff id of whoever has the enquiry, where not they, but a join or its taking back made the offer. */
  readonly joinedFrom?: string
}

/** As much of whom it tells, and of what, as a mail needs. */
export interface OfferAddress {
  readonly email: string
  readonly reference: string
}

/** Implemented by src/store/offerNews.ts. */
export interface OfferNewsLedger {
  /** What nobody is telling at this moment. */
  untold(at: Date): Promise<readonly OfferNews[]>
  /** For one process alone, for a while. Undefined as well where it is true no longer, or they are not to know any more: then it is over. */
  claim(news: OfferNews, at: Date): Promise<OfferAddress | undefined>
  /** `failed`: it is told again, a number of times. @returns whether it is over */
  cameOut(news: OfferNews, outcome: OfferNewsOutcome): Promise<boolean>
}

export type OfferNewsOutcome = 'sent' | 'failed' | 'refused' | 'unclear'

export interface TellOfOffersDeps {
  readonly news: OfferNewsLedger
  readonly deskUrl: string
  readonly send: (to: string, note: { readonly subject: string; readonly text: string }) => Promise<OfferNewsOutcome>
  readonly now: Clock
  readonly log: Pick<Logger, 'error'>
}

/**
 * Tells by mail whom an offer asks, and whoever has the enquiry, and whoever made the offer by a join, when it was refused or came back. What a process leaves that ends over it, or
 * did not get out, is told by the next. @returns how many were told
 */
export async function tellOfOffers({ news, deskUrl, send, now, log }: TellOfOffersDeps): Promise<number> {
  const told = await Promise.all((await news.untold(now())).map(async (one): Promise<number> => {
    const address = await news.claim(one, now())
    if (!address) return 0
    const outcome = await sent(async () => send(address.email, offerNote(one, { reference: address.reference, deskUrl })), (err) =>
      log.error({ intakeId: one.intakeId, staffId: one.to, err }, 'a member of staff could not be told of an offer'))
    const isOver = await news.cameOut(one, outcome)
    if (outcome !== 'sent' && isOver) log.error({ intakeId: one.intakeId, staffId: one.to, outcome }, 'a member of staff was not told of an offer')
    return Number(outcome === 'sent')
  }))
  return told.reduce((sum, one) => sum + one, 0)
}

async function sent(send: () => Promise<OfferNewsOutcome>, failed: (error: unknown) => void): Promise<OfferNewsOutcome> {
  try {
    return await send()
  } catch (error) {
    failed(error)
    return 'failed'
  }
}
