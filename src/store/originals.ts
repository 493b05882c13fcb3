import type { Connection } from 'mongoose'
import type { AttachmentNote } from '../domain/email'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import { StoredRawMail } from './rawMail'
import type { Sealer } from './seal'
import { toIntake } from './toIntake'

interface Original {
  readonly attachments: readonly AttachmentNote[]
  /** The message as it came. @throws when its file is missing or does not open */
  read(): Promise<Buffer>
}

/** The messages behind the enquiries that came as mail. */
export function originals(connection: Connection, sealer: Sealer): { find(intakeId: string): Promise<Original | undefined> } {
  const intakes = intakeModel(connection)
  const raw = new StoredRawMail(connection, sealer)
  return {
    async find(intakeId) {
      const document = await intakes.findById(intakeId).lean<IntakeDocument>()
      const intake = document && toIntake(document, sealer)
      if (intake?.channel !== 'email') return undefined
      const { attachments, rawFileId } = intake.email
      return { attachments, read: async () => raw.read(intakeId, rawFileId) }
    },
  }
}
