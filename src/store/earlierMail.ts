import type { EmailIntake, Intake } from '../domain/intake'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import type { Sealer } from './seal'
import { toIntake } from './toIntake'

/** Of a thread without end the latest, beside the first. */
const MOST_READ = 20

/** The messages of a thread that came before one of them, the first among them. @throws when the database does not answer */
export async function earlierMail(intakes: IntakeModel, sealer: Sealer, { id, joinedTo, receivedAt }: Intake): Promise<readonly EmailIntake[]> {
  if (joinedTo === undefined) return []
  const joined = { joinedTo, _id: { $ne: id }, receivedAt: { $lte: receivedAt } }
  const [first, others] = await Promise.all([
    intakes.find({ _id: joinedTo }).lean<IntakeDocument[]>(),
    intakes.find(joined).sort({ receivedAt: -1 }).limit(MOST_READ).lean<IntakeDocument[]>(),
  ])
  return [...first, ...others].flatMap((document) => {
    const intake = toIntake(document, sealer)
    return intake.channel === 'email' ? [intake] : []
  })
}
