import { SERVICE } from '../../config/service'
import { caseOutcomes } from '../../config/caseOutcomes'
import { endCase } from '../casework/endCase'
import { obstaclesToEnding } from '../casework/obstaclesToEnding'
import type { CaseworkDesk } from '../desk/endingPorts'
import type { Clock } from '../domain/clock'
import { StoredCaseEndings } from '../store/caseEndings'
import type { Store } from './openStore'

/** How casework ends, as the desk sees to it. */
export function caseworkDesk({ connection, sealer }: Pick<Store, 'connection' | 'sealer'>, now: Clock): CaseworkDesk {
  const deps = { cases: new StoredCaseEndings(connection, sealer, now, SERVICE.secondCalls.without), outcomes: caseOutcomes(), now }
  return {
    outcomes: deps.outcomes.outcomes,
    obstacles: async (intakeId, staffId) => {
      const held = await deps.cases.look(intakeId)
      return held ? obstaclesToEnding(held, staffId) : [{ kind: 'left_queue' }]
    },
    end: async (input) => endCase(deps, input),
  }
}
