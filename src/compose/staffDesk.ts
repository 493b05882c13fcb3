import { SERVICE } from '../../config/service'
import { setLimit } from '../allocation/duty/setLimit'
import { setRota } from '../allocation/duty/setRota'
import { setSkills } from '../allocation/duty/setSkills'
import type { StaffDesk } from '../desk/staffPorts'
import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import { ROLES_WITH_HOURS } from '../domain/onCallBoard'
import { caseloadsOf, NOTHING_TO_CARRY } from '../store/caseloads'
import { intakeModel } from '../store/intakeModel'
import { StoredStaffFacts } from '../store/staffFacts'
import type { Store } from './openStore'

/** When people work and what they are given, as a manager sees and changes it. */
export function staffDesk({ connection }: Pick<Store, 'connection'>, now: Clock): StaffDesk {
  const deps = { staff: new StoredStaffFacts(connection, now) }
  return {
    find: async (staffId) => {
      const found = await deps.staff.find(staffId)
      if (!found?.active || !ROLES_WITH_HOURS.includes(found.role)) throw new DomainError('not_found', 'There is no such member of staff.')
      const { name, role, rota, pattern, skills, caseloadLimit: limit } = found
      const common = { staffId, name, role, rota, ...(pattern && { pattern }) }
      if (role !== 'social_worker') return common
      const carries = (await caseloadsOf(intakeModel(connection), [staffId], SERVICE.caseWeights)).get(staffId) ?? NOTHING_TO_CARRY
      return { ...common, given: { skills, limit, ...carries, heaviest: SERVICE.caseWeights.urgent } }
    },
    setRota: async (wish) => setRota(deps, wish),
    setSkills: async (wish) => setSkills(deps, wish),
    setLimit: async (wish) => setLimit(deps, wish),
  }
}
