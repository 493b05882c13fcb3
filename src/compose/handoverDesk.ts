import { SERVICE } from '../../config/service'
import { answerTransfer } from '../allocation/handover/answerTransfer'
import { barFromIntake } from '../allocation/handover/barFromIntake'
import { unbarFromIntake } from '../allocation/handover/unbarFromIntake'
import { type FollowDeps, followFirst, followFirstNow } from '../allocation/handover/followFirst'
import { giveBackApart } from '../allocation/handover/giveBackApart'
import { giveIntake } from '../allocation/handover/giveIntake'
import { lookAtFollowing } from '../allocation/handover/lookAtFollowing'
import { type OfferDeps, offerTransfer } from '../allocation/handover/offerTransfer'
import type { CoverDeps } from '../allocation/handover/ports'
import type { HandoverDesk } from '../desk/handoverPorts'
import type { DeskThreads } from '../desk/threadPorts'
import type { Clock } from '../domain/clock'
import { after, type WorkingHours } from '../domain/workingTime'
import { colleagues } from '../store/colleagues'
import { StoredHandovers } from '../store/handovers'
import { StoredLeaveCover } from '../store/leaveCover'
import type { Store } from './openStore'

/** What changes who has an enquiry. */
export const coverDeps = ({ connection, sealer }: Pick<Store, 'connection' | 'sealer'>, now: Clock): CoverDeps => ({
  handovers: new StoredHandovers(connection, sealer, now, SERVICE.caseWeights), covers: new StoredLeaveCover(connection, sealer), now,
})

const offerDeps = (store: Pick<Store, 'connection' | 'sealer'>, hours: WorkingHours, now: Clock): CoverDeps & OfferDeps => {
  const { urgent, ordinary } = SERVICE.offers.answerWithin
  return { ...coverDeps(store, now), answerBy: ({ priority }, at) => after(hours, at, priority === 'urgent' ? urgent : ordinary) }
}

/** What brings two enquiries that are joined to one social worker. */
export const followDeps = (store: Pick<Store, 'connection' | 'sealer'>, hours: WorkingHours, now: Clock): FollowDeps => ({ ...offerDeps(store, hours, now), isOpen: (at) => hours.isOpen(at) })

/** Who has an enquiry, as the desk changes it. */
export function handoverDesk(store: Pick<Store, 'connection' | 'sealer'>, hours: WorkingHours, now: Clock): HandoverDesk {
  const deps = offerDeps(store, hours, now)
  return {
    colleagues: async () => colleagues(store.connection, now()),
    following: async (intakeId) => lookAtFollowing(deps, intakeId),
    follow: async (input) => followFirstNow(deps, input),
    give: async (input) => giveIntake(deps, input),
    offer: async (input) => offerTransfer(deps, input),
    answer: async (input) => answerTransfer(deps, input),
    unbar: async ({ toId: staffId, ...input }) => unbarFromIntake(deps, { ...input, staffId }),
    bar: async ({ toId, ...input }) => {
      const who = (await colleagues(store.connection, now())).everybody.find(({ staffId }) => staffId === toId)
      return barFromIntake(deps, { ...input, who: who && { id: who.staffId, name: who.name } })
    },
  }
}

/** One case has one social worker: what a person joins goes to whoever has the first, and back when the join is taken back. */
export const threadsThatFollow = (threads: DeskThreads, deps: FollowDeps): DeskThreads => ({
  ...threads,
  join: async (answer) => {
    const outcome = await threads.join(answer)
    if (outcome.kind !== 'joined') return outcome
    return { ...outcome, worker: await followFirst(deps, { intakeId: outcome.joinedId, joinedAt: answer.at, actor: { staffId: answer.by, name: answer.byName } }) }
  },
  takeBack: async (taking) => {
    const outcome = await threads.takeBack(taking)
    if (outcome === 'taken_back' && taking.what === 'join') await giveBackApart(deps, { intakeId: taking.intakeId, actor: { staffId: taking.by, name: taking.byName } })
    return outcome
  },
})
