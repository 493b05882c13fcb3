import type { HeldIntake, Move } from './ports'
import type { OfferDeps } from './offerTransfer'

/** `left`: it is not as it was, or is offered to somebody already. */
export type HandedOn = 'moved' | 'offered' | 'left'

export const isInHand = ({ allocation, acceptance }: HeldIntake): boolean => acceptance !== undefined && acceptance.by === allocation?.socialWorker

/**
 * An enquiry goes to somebody whom neither a manager nor its social worker chose: at once, as long as nobody is at work on
 * it. Whoever has accepted it keeps it until the other takes it over.
 */
export async function handOn({ handovers, answerBy }: OfferDeps, held: HeldIntake, move: Move): Promise<HandedOn> {
  if (!held.allocation || !isInHand(held)) return (await handovers.move({ ...move, leaveInHand: true })) ? 'moved' : 'left'
  const { intakeId, to: { socialWorker: { id: to, name: toName } }, entry: { by, byName, at }, countedWith } = move
  const { socialWorker: from, socialWorkerName: fromName } = held.allocation
  const transfer = { to, toName, from, fromName, at, dueAt: answerBy(held, at), ...(countedWith !== undefined && { countedWith }), ...(by !== from && { madeBy: { staffId: by, name: byName } }) }
  return (await handovers.offer(intakeId, transfer, { kind: 'transfer_offered', by, byName, other: toName, at })) ? 'offered' : 'left'
}
