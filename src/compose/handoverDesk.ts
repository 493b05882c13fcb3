import { SERVICE } from '../../config/service'
import { answerTransfer } from '../allocation/handover/answerTransfer'
import { barFromIntake } from '../allocation/handover/barFromIntake'
import { giveIntake } from '../allocation/handover/giveIntake'
import { offerTransfer } from '../allocation/handover/offerTransfer'
import type { HandoverDesk } from '../desk/handoverPorts'
import type { Clock } from '../domain/clock'
import { colleagues } from '../store/colleagues'
import { StoredHandovers } from '../store/handovers'
import type { Store } from './openStore'

export const handovers = ({ connection, sealer }: Pick<Store, 'connection' | 'sealer'>, now: Clock): StoredHandovers =>
  new StoredHandovers(connection, sealer, now, SERVICE.caseWeights)

/** Who has an enquiry, as the desk changes it. */
export function handoverDesk(store: Pick<Store, 'connection' | 'sealer'>, now: Clock): HandoverDesk {
  const deps = { handovers: handovers(store, now), now, answerWithinMs: SERVICE.handover.answerWithinMs }
  return {
    colleagues: async () => colleagues(store.connection),
    give: async (input) => giveIntake(deps, input),
    offer: async (input) => offerTransfer(deps, input),
    answer: async (input) => answerTransfer(deps, input),
    bar: async ({ toId, ...input }) => {
      const who = (await colleagues(store.connection)).everybody.find(({ staffId }) => staffId === toId)
      return barFromIntake(deps, { ...input, who: who && { id: who.staffId, name: who.name } })
    },
  }
}
