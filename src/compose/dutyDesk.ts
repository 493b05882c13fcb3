import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { SERVICE } from '../../config/service'
import { endLeave } from '../allocation/duty/endLeave'
import { setLeave } from '../allocation/duty/setLeave'
import { coverLeave } from '../allocation/handover/coverLeave'
import { LeaveFailed, logFailures } from '../allocation/handover/leaveFailed'
import type { LeftBehind } from '../allocation/handover/ports'
import type { DutyDesk, WorkMoved } from '../desk/dutyPorts'
import { nobodyAtWork } from '../desk/nobodyAtWork'
import type { Clock } from '../domain/clock'
import { isSecondRole } from '../domain/secondProfessionals'
import { londonDay } from '../domain/workingDays'
import { colleagues } from '../store/colleagues'
import { readDutyBoard } from '../store/dutyBoard'
import { StoredStaffFacts } from '../store/staffFacts'
import { readWithoutManager } from '../store/withoutManager'
import { coverDeps } from './handoverDesk'
import type { Store } from './openStore'
import { serviceHours } from './serviceHours'

/** Who works when, as the desk sees and changes it. A leave that begins or ends today has its work moved at once; the workers see to whatever that leaves undone. */
export function dutyDesk(settings: Settings, store: Pick<Store, 'connection' | 'sealer'>, now: Clock, log: Pick<Logger, 'warn'>): DutyDesk {
  const hours = serviceHours(settings)
  const deps = { staff: new StoredStaffFacts(store.connection, now), hours, now }
  const cover = coverDeps(store, now)
  const tryTo = async (leaveId: string, move: () => Promise<number>): Promise<{ readonly moved: number; readonly isLeft: boolean }> => {
    try {
      return { moved: await move(), isLeft: false }
    } catch (error) {
      // The leave stands; what failed of officers on another is none of whoever set this one.
      const { done, errors } = logFailures(log, error)
      return { moved: done, isLeft: !errors.every((one) => one instanceof LeaveFailed && one.leaveId !== leaveId) }
    }
  }
  const move = async (leaveId: string): Promise<WorkMoved> => {
    // What an officer was on changes no hands: it is nobody's, and counted by itself.
    const nobodys = await tryTo(leaveId, async () => cover.covers.handBackSeconds(londonDay(now()), now()))
    const { moved, isLeft } = await tryTo(leaveId, async () => coverLeave(cover, leaveId))
    let left: readonly LeftBehind[] = []
    // Only counted here, and asked for again by the workers.
    const counted = await tryTo(leaveId, async () => {
      left = (await cover.covers.leftBehind(londonDay(now()))).filter((one) => one.leaveId === leaveId)
      return 0
    })
    const count = (of: LeftBehind['cause']): number => left.filter(({ cause }) => cause === of).length
    return { moved, nobodys: nobodys.moved, isNoneAtWork: false, isLeft: isLeft || nobodys.isLeft || counted.isLeft, unaccepted: count('left_unaccepted'), urgent: count('left_accepted') }
  }
  const isNoneLikeThemAtWork = async (staffId: string): Promise<boolean> => {
    const { everybody } = await colleagues(store.connection, now())
    const role = everybody.find((one) => one.staffId === staffId)?.role
    return role !== undefined && isSecondRole(role) && nobodyAtWork({ everybody }, role) !== undefined
  }
  return {
    board: async () => {
      const at = now()
      return readDutyBoard(store.connection, SERVICE.caseWeights, at, hours.isOpen(at))
    },
    setLeave: async (wish) => {
      const outcome = await setLeave(deps, wish)
      if (outcome.kind !== 'set') return outcome
      const isNow = outcome.leave.from <= londonDay(now())
      const work = { ...await move(outcome.leave.id), isNoneAtWork: isNow && await isNoneLikeThemAtWork(wish.staffId) }
      const withoutManager = await readWithoutManager(store.connection, { staffId: wish.staffId, leave: outcome.leave }, now())
      return { ...outcome, work: { ...work, ...(withoutManager && { withoutManager }) } }
    },
    endLeave: async (which) => {
      await endLeave(deps, which)
      return move(which.leaveId)
    },
  }
}
