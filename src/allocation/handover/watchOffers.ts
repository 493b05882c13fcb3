import type { Logger } from 'pino'
import { lookAgain } from '../../domain/lookAgain'
import { tellOfOffers, type TellOfOffersDeps } from './tellOfOffers'

/** Looks again and again whether somebody is to be told of an offer. A look that fails is made up for by the next. */
export function watchOffers(deps: TellOfOffersDeps & { readonly log: Logger }, everyMs: number): { stop(): Promise<void> } {
  return lookAgain(async () => {
    try {
      const count = await tellOfOffers(deps)
      if (count > 0) deps.log.info({ event: 'told_of_offers', count }, 'members of staff were told of offers')
    } catch (error) {
      deps.log.warn({ err: error }, 'nobody could be told of offers; the next look comes soon')
    }
  }, everyMs)
}
