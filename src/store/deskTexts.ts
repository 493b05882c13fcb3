import type { Connection } from 'mongoose'
import type { DeskTexts } from '../desk/callPorts'
import { mayBeTexted, NO_TEXT_OUT } from '../domain/textTelephone'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import type { Sealer } from './seal'
import { Opener, SEALED_FIELDS, toSituation } from './toIntake'

/**
 * Texts that people have sent. One write, on the version of the call: its caller may ask by key at the same moment. Its note is the
 * service's own and says nothing of a child, so that nothing is read anew for it.
 */
export const deskTexts = (connection: Connection, sealer: Sealer): DeskTexts => ({
  async owe({ intakeId, by, byName, at, note }) {
    const intakes = intakeModel(connection)
    const found = await intakes.findOne({ _id: intakeId, channel: 'phone' }, { telephony: 1 }).lean<Pick<IntakeDocument, 'telephony'>>()
    if (!found?.telephony) return false
    const { version } = found.telephony
    const situation = toSituation(found.telephony, new Opener(intakeId, sealer))
    const { from, language } = situation
    if (from === undefined || !mayBeTexted(situation)) return false
    const { modifiedCount } = await intakes.updateOne(
      { _id: intakeId, 'telephony.version': version, 'acknowledgement.state': { $in: [...NO_TEXT_OUT] }, 'acknowledgement.dueAt': { $exists: false } },
      {
        $set: {
          acknowledgement: { state: 'pending', to: sealer.seal(intakeId, SEALED_FIELDS.recipient, from), language, dueAt: at, attempts: 0 },
          'telephony.textAskedAt': at,
        },
        $inc: { 'telephony.version': 1 },
        $push: { history: { kind: 'note', at, by, byName, reason: sealer.seal(intakeId, SEALED_FIELDS.historyReason, note) } },
      },
    )
    return modifiedCount === 1
  },
})
