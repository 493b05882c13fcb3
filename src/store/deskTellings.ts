import type { Connection } from 'mongoose'
import type { ListPlace } from '../desk/listPlace'
import type { DeskTellings, ToldOf } from '../desk/tellingPorts'
import type { ToldOnce } from '../domain/escalation'
import { callCameOut } from '../domain/legTelling'
import type { IntakeDocument } from './intakeDocument'
import { intakeModel } from './intakeModel'
import { tellingModel } from './keptTellings'
import { type LegDocument, legModel } from './legModel'
import { secondsIn } from './secondCalls'

const NEEDED = { reference: 1, 'escalation.tellings': 1, 'callbackEscalation.tellings': 1, seconds: 1 } as const

/** Calls that woke somebody; every other alert is a telling already. */
const WOKEN = { 'screening.kind': 'alert', 'screening.about': { $in: ['call', 'call_with_message', 'message'] } }

/**
 * The latest from the enquiry, those before them from documents of their own, and who was woken from the calls that woke them. The
 * enquiry is read first: what leaves it afterwards stands apart before it does, and is known by its id.
 */
export function deskTellings(connection: Connection): DeskTellings {
  const [intakes, kept, legs] = [intakeModel(connection), tellingModel(connection), legModel(connection)]
  const countWith = async (intakeId: string, latest: readonly ToldOnce[]): Promise<number> => {
    const [before, woken] = await Promise.all([
      kept.countDocuments({ intakeId, _id: { $nin: latest.map(({ id }) => id) } }), legs.countDocuments({ intakeId, ...WOKEN } as never),
    ])
    return latest.length + before + woken
  }
  return {
    count: async (intake) => countWith(intake.id, latestIn(intake)),

    async page({ intakeId, size, after }) {
      const found = await intakes.findById(intakeId, NEEDED).lean<IntakeDocument>()
      if (!found) return undefined
      const latest = latestIn(toldOf(found))
      const [count, before, woken] = await Promise.all([
        countWith(intakeId, latest),
        kept.find({ intakeId, ...beyond('at', after) }).sort({ at: 1, _id: 1 }).limit(size + 1).lean(),
        legs.find({ intakeId, ...WOKEN, ...beyond('startedAt', after) } as never).sort({ startedAt: 1, _id: 1 }).limit(size + 1).lean<LegDocument[]>(),
      ])
      const all = [...before.map(({ _id: id, intakeId: _of, ...told }) => ({ id, ...told })), ...woken.map(wokenBy), ...latest]
      // Of one that stands twice the enquiry knows better how it came out.
      const once = [...new Map(all.map((told) => [told.id, told])).values()].filter((told) => !after || inOrder(after, told) < 0).toSorted(inOrder)
      const tellings = once.slice(0, size)
      const last = tellings.at(-1)
      return Object.freeze({ reference: found.reference, count, tellings, ...(once.length > size && last && { next: { at: last.at, id: last.id } }) })
    },
  }
}

const inOrder = (a: ListPlace, b: ListPlace): number => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : Number(a.id > b.id))

const beyond = (field: 'at' | 'startedAt', after: ListPlace | undefined): object =>
  (after ? { [field]: { $gte: after.at }, $nor: [{ [field]: after.at, _id: { $lte: after.id } }] } : {})

const toldOf = (document: IntakeDocument): ToldOf => ({
  id: document._id, tellings: document.escalation?.tellings ?? [], callbackTellings: document.callbackEscalation?.tellings ?? [], secondProfessionals: secondsIn(document),
})

const latestIn = ({ tellings = [], callbackTellings = [], secondProfessionals = [] }: ToldOf): readonly ToldOnce[] => [
  ...tellings.map((told) => ({ ...told, about: 'enquiry' as const })),
  ...callbackTellings.map((told) => ({ ...told, about: 'callback' as const })),
  ...secondProfessionals.flatMap((second) => second.tellings ?? []).map((told) => ({ ...told, about: 'second' as const })),
]

const wokenBy = (leg: LegDocument): ToldOnce =>
  ({ id: leg._id, about: 'waking', staffId: leg.adviser.staffId, name: leg.adviser.name, way: 'call', at: leg.startedAt, outcome: callCameOut(leg) })
