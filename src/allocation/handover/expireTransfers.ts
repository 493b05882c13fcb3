import type { HandoverDeps } from './ports'

/** Offers that nobody answered in time are over; each ends once, whichever process sees it. @returns how many */
export async function expireTransfers({ handovers, now }: HandoverDeps): Promise<number> {
  const at = now()
  let ended = 0
  for (const { intakeId, transfer } of await handovers.overdueOffers(at)) {
    const entry = { kind: 'transfer_expired', by: '', byName: '', other: transfer.toName, at } as const
    if (await handovers.endOffer(intakeId, transfer, entry)) ended += 1
  }
  return ended
}
