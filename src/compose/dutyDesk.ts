import type { Settings } from '../../config/env'
import { SERVICE } from '../../config/service'
import { endLeave } from '../allocation/duty/endLeave'
import { setLeave } from '../allocation/duty/setLeave'
import type { DutyDesk } from '../desk/dutyPorts'
import { systemClock } from '../domain/clock'
import { readDutyBoard } from '../store/dutyBoard'
import { StoredStaffFacts } from '../store/staffFacts'
import type { Store } from './openStore'
import { serviceHours } from './serviceHours'

/** Who works when, as the desk sees and changes it. */
export function dutyDesk(settings: Settings, { connection }: Pick<Store, 'connection'>): DutyDesk {
  const hours = serviceHours(settings)
  const deps = { staff: new StoredStaffFacts(connection, systemClock), now: systemClock }
  return {
    board: async () => {
      const at = systemClock()
      return readDutyBoard(connection, SERVICE.caseWeights, at, hours.isOpen(at))
    },
    setLeave: async (wish) => setLeave(deps, wish),
    endLeave: async (which) => endLeave(deps, which),
  }
}
