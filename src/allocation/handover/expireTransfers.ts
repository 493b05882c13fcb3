import { eachByItself } from '../../domain/eachByItself'
import type { HandoverDeps } from './ports'

/** Offers that nobody answered in time are over; each ends once, whichever process sees it. @returns how many */
export async function expireTransfers({ handovers, now }: HandoverDeps): Promise<number> {
  const at = now()
  return eachByItself(await handovers.overdueOffers(at), async ({ intakeId, transfer }) => {
    const entry = { kind: 'transfer_expired', by: '', byName: '', other: transfer.toName, at } as const
    return Number(await handovers.endOffer(intakeId, transfer, entry))
  })
}
