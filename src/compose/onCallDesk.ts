import type { Settings } from '../../config/env'
import { DAYS_AHEAD, endOnCall, uncoveredAhead } from '../allocation/duty/endOnCall'
import { setOnCall } from '../allocation/duty/setOnCall'
import type { OnCallDesk } from '../desk/onCallPorts'
import type { Clock } from '../domain/clock'
import { StoredStaffFacts } from '../store/staffFacts'
import type { Store } from './openStore'
import { serviceHours } from './serviceHours'

/** Who is rung out of hours, as the desk sees and changes it. */
export function onCallDesk(settings: Settings, { connection }: Pick<Store, 'connection'>, now: Clock): OnCallDesk {
  const hours = serviceHours(settings)
  const deps = { staff: new StoredStaffFacts(connection, now), hours, now }
  return {
    board: async () => {
      const people = await deps.staff.mayBeOnCall()
      const at = now()
      const neverCloses = hours.isOpen(at) && hours.changesNext(at) === undefined
      return { people, uncovered: uncoveredAhead(people, hours, at), daysAhead: DAYS_AHEAD, neverCloses, sendsTexts: settings.SMS_FROM !== undefined }
    },
    set: async (wish) => setOnCall(deps, wish),
    end: async (which) => endOnCall(deps, which),
  }
}
