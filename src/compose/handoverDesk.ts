import { SERVICE } from '../../config/service'
import { answerTransfer } from '../allocation/handover/answerTransfer'
import { barFromIntake } from '../allocation/handover/barFromIntake'
import { unbarFromIntake } from '../allocation/handover/unbarFromIntake'
import { giveIntake } from '../allocation/handover/giveIntake'
import { offerTransfer } from '../allocation/handover/offerTransfer'
import type { CoverDeps } from '../allocation/handover/ports'
import type { HandoverDesk } from '../desk/handoverPorts'
import type { Clock } from '../domain/clock'
import { colleagues } from '../store/colleagues'
import { StoredHandovers } from '../store/handovers'
import { StoredLeaveCover } from '../store/leaveCover'
import type { Store } from './openStore'

/** What changes who has an enquiry. */
export const coverDeps = ({ connection, sealer }: Pick<Store, 'connection' | 'sealer'>, now: Clock): CoverDeps => ({
  handovers: new StoredHandovers(connection, sealer, now, SERVICE.caseWeights), covers: new StoredLeaveCover(connection, sealer), now,
})

/** Who has an enquiry, as the desk changes it. */
export function handoverDesk(store: Pick<Store, 'connection' | 'sealer'>, now: Clock): HandoverDesk {
  const deps = { ...coverDeps(store, now), answerWithinMs: SERVICE.handover.answerWithinMs }
  return {
    colleagues: async () => colleagues(store.connection),
    give: async (input) => giveIntake(deps, input),
    offer: async (input) => offerTransfer(deps, input),
    answer: async (input) => answerTransfer(deps, input),
    unbar: async ({ toId: staffId, ...input }) => unbarFromIntake(deps, { ...input, staffId }),
    bar: async ({ toId, ...input }) => {
      const who = (await colleagues(store.connection)).everybody.find(({ staffId }) => staffId === toId)
      return barFromIntake(deps, { ...input, who: who && { id: who.staffId, name: who.name } })
    },
  }
}
