import type { WorkName } from '../../config/queues'
import { priorityRank } from '../domain/priority'
import { STEP_NAMES, type StepName } from '../domain/step'
import type { IntakeModel } from './intakeModel'
import type { IntakeDocument } from './intakeDocument'

/** A piece of owed work that is due. `dueAt` tells one time of falling due from another. */
export interface DueItem {
  readonly work: WorkName
  readonly intakeId: string
  readonly dueAt: Date
  /** It is known to be urgent: done before all that is not. */
  readonly urgent?: true
}

const PATHS: Readonly<Record<WorkName, string>> = {
  triage: 'steps.triage.dueAt',
  allocate: 'steps.allocate.dueAt',
  raiseTasks: 'steps.raiseTasks.dueAt',
  ringStaff: 'steps.ringStaff.dueAt',
  keepRecordings: 'steps.keepRecordings.dueAt',
  wakeSomebody: 'steps.wakeSomebody.dueAt',
  escalate: 'steps.escalate.dueAt',
  escalateCallback: 'steps.escalateCallback.dueAt',
  escalateSecond: 'steps.escalateSecond.dueAt',
  link: 'steps.link.dueAt',
  acknowledge: 'acknowledgement.dueAt',
}

const URGENT = priorityRank('urgent')
const PROJECTION = Object.fromEntries(['queueRank', ...Object.values(PATHS)].map((path) => [path, 1]))

type WorkFields = Pick<IntakeDocument, '_id' | 'queueRank' | 'steps' | 'acknowledgement'>

/** As much of an enquiry, or of a change to it, as says what is due. */
export interface OwedFields {
  readonly _id: string
  /** Absent where a change did not write it. */
  readonly queueRank?: number
  readonly steps?: Partial<Record<StepName, { readonly dueAt?: Date }>>
  readonly acknowledgement?: { readonly dueAt?: Date }
}

/** Finds what enquiries owe: all of it by index, or that of one document as it changes. */
export class DueWork {
  constructor(private readonly intakes: IntakeModel) {}

  /** What is due, the longest waiting first, at most `limit` of the kind; where more is due than that, as many that are urgent as well, before all others. */
  async find(work: WorkName, now: Date, limit: number): Promise<DueItem[]> {
    const longest = await this.longestDue(work, now, limit)
    if (longest.length < limit) return longest
    const urgent = await this.longestDue(work, now, limit, { queueRank: URGENT })
    return [...urgent, ...longest.filter((item) => !item.urgent)]
  }

  private async longestDue(work: WorkName, now: Date, limit: number, among: object = {}): Promise<DueItem[]> {
    const path = PATHS[work]
    const documents = await this.intakes.find({ [path]: { $lte: now }, ...among }, PROJECTION).sort({ [path]: 1 }).limit(limit).lean<WorkFields[]>()
    return documents.flatMap((document) => dueIn(document, now).filter((item) => item.work === work))
  }

  async isAnyDue(work: WorkName, now: Date): Promise<boolean> {
    return (await this.intakes.exists({ [PATHS[work]]: { $lte: now } })) !== null
  }

  /** How much is due of a kind, and for how long the oldest has been, in seconds. */
  async backlog(work: WorkName, now: Date): Promise<{ work: WorkName; waiting: number; oldestSeconds: number }> {
    const due = { [PATHS[work]]: { $lte: now } }
    const [waiting, [first]] = await Promise.all([this.intakes.countDocuments(due), this.find(work, now, 1)])
    return { work, waiting, oldestSeconds: first ? (now.getTime() - first.dueAt.getTime()) / 1_000 : 0 }
  }
}

/** What one enquiry owes now, as far as its fields say. */
export function dueIn({ _id: intakeId, queueRank, steps, acknowledgement }: OwedFields, now: Date): DueItem[] {
  const dates: [WorkName, Date | undefined][] = STEP_NAMES.map((step) => [step, steps?.[step]?.dueAt])
  dates.push(['acknowledge', acknowledgement?.dueAt])
  return dates.flatMap(([work, dueAt]) => (dueAt && dueAt <= now ? [{ work, intakeId, dueAt, ...(queueRank === URGENT && { urgent: true }) }] : []))
}
