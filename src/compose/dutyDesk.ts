import type { Settings } from '../../config/env'
import { SERVICE } from '../../config/service'
import { endLeave } from '../allocation/duty/endLeave'
import { setLeave } from '../allocation/duty/setLeave'
import { coverLeave } from '../allocation/handover/coverLeave'
import type { DutyDesk } from '../desk/dutyPorts'
import type { Clock } from '../domain/clock'
import { readDutyBoard } from '../store/dutyBoard'
import { StoredStaffFacts } from '../store/staffFacts'
import { coverDeps } from './handoverDesk'
import type { Store } from './openStore'
import { serviceHours } from './serviceHours'

/** Who works when, as the desk sees and changes it. A leave that begins or ends today has its work moved at once; the workers see to whatever that leaves undone. */
export function dutyDesk(settings: Settings, store: Pick<Store, 'connection' | 'sealer'>, now: Clock): DutyDesk {
  const hours = serviceHours(settings)
  const deps = { staff: new StoredStaffFacts(store.connection, now), now }
  const covering = coverDeps(store, now)
  return {
    board: async () => {
      const at = now()
      return readDutyBoard(store.connection, SERVICE.caseWeights, at, hours.isOpen(at))
    },
    setLeave: async (wish) => {
      const outcome = await setLeave(deps, wish)
      if (outcome.kind === 'set') await coverLeave(covering)
      return outcome
    },
    endLeave: async (which) => {
      await endLeave(deps, which)
      await coverLeave(covering)
    },
  }
}
