import { acceptAsSecond } from '../allocation/secondProfessionals/acceptAsSecond'
import { dismissSecond } from '../allocation/secondProfessionals/dismissSecond'
import { handBackSecond } from '../allocation/secondProfessionals/handBackSecond'
import { nameSecond } from '../allocation/secondProfessionals/nameSecond'
import type { SecondDesk } from '../desk/secondPorts'
import type { Clock } from '../domain/clock'
import { StoredSecondParts } from '../store/secondParts'
import type { Store } from './openStore'

/** Who is on an enquiry beside its social worker, as the desk changes it. */
export function secondDesk({ connection, sealer }: Pick<Store, 'connection' | 'sealer'>, now: Clock): SecondDesk {
  const deps = { parts: new StoredSecondParts(connection, sealer), now }
  return {
    officers: async (intakeId, role) => deps.parts.officers(intakeId, role, now()),
    accept: async (input) => acceptAsSecond(deps, input),
    name: async (input) => nameSecond(deps, input),
    handBack: async (input) => handBackSecond(deps, input),
    dismiss: async (input) => dismissSecond(deps, input),
  }
}
