import type { Settings } from '../../../config/env'
import { childDesk } from '../../compose/childDesk'
import { deskIntakes } from '../../store/deskIntakes'
import type { StoreConnection } from '../../store/connection'
import { intakeModel } from '../../store/intakeModel'
import { KeyRing } from '../../store/keyRing'
import { openSealer } from '../../store/openSealer'
import type { DemonstrationDesk } from './demonstrateChildren'

/** The desk's children on the database of local mode; its enquiries are few enough to look through. */
export async function openDesk({ DATA_KEYS }: Pick<Settings, 'DATA_KEYS'>, connection: StoreConnection): Promise<DemonstrationDesk> {
  const sealer = await openSealer(connection, new KeyRing(DATA_KEYS))
  const intakes = deskIntakes(connection, sealer)
  return {
    children: childDesk({ connection, sealer }),
    idBySubject: async (subject) => {
      for (const { _id } of await intakeModel(connection).find({ channel: 'email' }, { _id: 1 }).lean<{ _id: string }[]>()) {
        const intake = (await intakes.find(_id))?.intake
        if (intake?.channel === 'email' && intake.email.subject === subject) return _id
      }
      return undefined
    },
  }
}
