import type { Clock } from '../domain/clock'
import type { IntakeStatus } from '../domain/intake'
import type { JudgesSeen, Rereading } from '../triage/again/ports'
import { inBatches } from './inBatches'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'

/** On a list too: somebody still answers it. */
const STATUSES: readonly IntakeStatus[] = ['received', 'triaged', 'allocated', 'accepted', 'rerouted']
const OPEN = { status: { $in: [...STATUSES] } }
const TO_READ = { toReadAgain: { $exists: true } }

/** Open enquiries that other rules have judged than those of now, marked to be read again: StepLedger takes them one by one. */
export class StoredRereading implements Rereading {
  constructor(private readonly intakes: IntakeModel, private readonly now: Clock) {}

  async judges(): Promise<JudgesSeen> {
    const [rules, notes, readers] = await Promise.all([this.versions('triage.rulesVersion'), this.versions('triage.notes.rulesVersion'), this.versions('triage.readerVersion')])
    return { rules, notes, readers }
  }

  async count(judges: JudgesSeen): Promise<number> {
    return this.intakes.countDocuments(judgedBy(judges))
  }

  async waiting(): Promise<number> {
    return this.intakes.countDocuments({ ...OPEN, ...TO_READ })
  }

  async* mark(judges: JudgesSeen): AsyncGenerator<number> {
    const found = this.intakes.find({ ...judgedBy(judges), toReadAgain: { $exists: false } }, { _id: 1 }).lean<Pick<IntakeDocument, '_id'>>().cursor()
    for await (const batch of inBatches(found)) {
      const ids = batch.map(({ _id }) => _id)
      // What was ended or marked meanwhile is left as it is.
      const { modifiedCount } = await this.intakes.updateMany({ _id: { $in: ids }, ...OPEN, toReadAgain: { $exists: false } }, { $set: { toReadAgain: this.now() } })
      yield modifiedCount
    }
  }

  private async versions(field: string): Promise<readonly string[]> {
    return (await this.intakes.distinct(field, OPEN)).filter((one) => typeof one === 'string')
  }
}

const judgedBy = ({ rules, notes, readers }: JudgesSeen) => ({
  ...OPEN,
  $or: [{ 'triage.rulesVersion': { $in: [...rules] } }, { 'triage.notes.rulesVersion': { $in: [...notes] } }, { 'triage.readerVersion': { $in: [...readers] } }],
})
