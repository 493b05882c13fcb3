import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { SERVICE } from '../../config/service'
import { endLeave } from '../allocation/duty/endLeave'
import { setLeave } from '../allocation/duty/setLeave'
import { coverLeave } from '../allocation/handover/coverLeave'
import { LeaveFailed, logFailures } from '../allocation/handover/leaveFailed'
import type { LeftBehind } from '../allocation/handover/ports'
import type { DutyDesk, WorkMoved } from '../desk/dutyPorts'
import type { Clock } from '../domain/clock'
import { londonDay } from '../domain/workingDays'
import { readDutyBoard } from '../store/dutyBoard'
import { StoredStaffFacts } from '../store/staffFacts'
import { coverDeps } from './handoverDesk'
import type { Store } from './openStore'
import { serviceHours } from './serviceHours'

/** Who works when, as the desk sees and changes it. A leave that begins or ends today has its work moved at once; the workers see to whatever that leaves undone. */
export function dutyDesk(settings: Settings, store: Pick<Store, 'connection' | 'sealer'>, now: Clock, log: Pick<Logger, 'warn'>): DutyDesk {
  const hours = serviceHours(settings)
  const deps = { staff: new StoredStaffFacts(store.connection, now), now }
  const cover = coverDeps(store, now)
  const moveAll = async (leaveId: string): Promise<Omit<WorkMoved, 'unaccepted' | 'urgent'>> => {
    try {
      return { moved: await coverLeave(cover, leaveId), isLeft: false }
    } catch (error) {
      // The leave stands; what failed of officers on another is none of whoever set this one.
      const { done, errors } = logFailures(log, error)
      return { moved: done, isLeft: !errors.every((one) => one instanceof LeaveFailed && one.leaveId !== leaveId) }
    }
  }
  const move = async (leaveId: string): Promise<WorkMoved> => {
    const moved = await moveAll(leaveId)
    const left = (await cover.covers.leftBehind(londonDay(now()))).filter((one) => one.leaveId === leaveId)
    const count = (of: LeftBehind['cause']): number => left.filter(({ cause }) => cause === of).length
    return { ...moved, unaccepted: count('left_unaccepted'), urgent: count('left_accepted') }
  }
  return {
    board: async () => {
      const at = now()
      return readDutyBoard(store.connection, SERVICE.caseWeights, at, hours.isOpen(at))
    },
    setLeave: async (wish) => {
      const outcome = await setLeave(deps, wish)
      return outcome.kind === 'set' ? { ...outcome, work: await move(outcome.leave.id) } : outcome
    },
    endLeave: async (which) => {
      await endLeave(deps, which)
      return move(which.leaveId)
    },
  }
}
