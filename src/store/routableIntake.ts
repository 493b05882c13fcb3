import { childConcernSigns, type Findings, type SignByPerson, signsByPerson } from '../domain/childConcern'
import { ASKS_FOR_HOLDER, type TaskKind } from '../domain/task'
import { READ_BY_A_PERSON, type Signal } from '../domain/triage'
import type { ReadAt, RoutableIntake } from '../routing/ports'
import { OPEN_STATUSES } from './caseloads'
import type { ChildDocument, ChildModel } from './children/childModel'
import type { TriageDocument } from './documents/triageDocument'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import type { Sealer } from './seal'
import type { TaskModel } from './taskModel'
import { firstsOf } from './threads'
import { notesIn, toIntake } from './toIntake'

/** In work: neither on a list nor ended. */
export const OPEN = { status: { $in: OPEN_STATUSES } }

/** Cards that ask for somebody: on a list nobody is asked for. All others say that something of the enquiry is not done. */
export const ASKING: TaskKind[] = ['unallocated', ...ASKS_FOR_HOLDER]

type Mate = Pick<IntakeDocument, '_id' | 'joinedTo' | 'status' | 'triage' | 'categoryConfirmed' | 'facts' | 'links'>

interface Places {
  readonly intakes: IntakeModel
  readonly children: ChildModel
  readonly tasks: TaskModel
}

/** How an enquiry stands that somebody may put on a list; undefined when there is none. @throws when a sealed part does not open */
export async function findRoutable({ intakes, children, tasks }: Places, sealer: Sealer, intakeId: string): Promise<RoutableIntake | undefined> {
  const document = await intakes.findById(intakeId).lean<IntakeDocument>()
  if (!document) return undefined
  const { status, triage } = document
  const [card, mates] = await Promise.all([
    tasks.exists({ intakeId, state: 'open', kind: { $nin: ASKING } }), matesOf(intakes, document, OPEN),
  ])
  const saidOf = await whatIsSaid({ intakes, children }, [document, ...mates])
  const cardsToCome = document.steps.raiseTasks.dueAt !== undefined && document.owedTasks.some(({ kind }) => !ASKING.includes(kind))
  const intake = toIntake(document, sealer)
  const { rerouting } = intake
  return Object.freeze({
    intake,
    notes: notesIn(document, sealer).map(({ words }) => words),
    status,
    ...(triage && { read: { ...findingsIn(triage, document), ...readAtOf(triage, document), byRules: triage.rulesVersion !== READ_BY_A_PERSON } }),
    ...(rerouting && { rerouting }),
    said: saidOf(document),
    unfinished: card !== null || cardsToCome || document.telephony?.open === true,
    threadUnread: mates.some((mate) => mate.triage === undefined),
    threadConcern: mates.some((mate) => saidOf(mate).length > 0 || (mate.triage !== undefined && childConcernSigns(findingsIn(mate.triage, mate)).length > 0)),
  })
}

type Said = Pick<IntakeDocument, '_id' | 'facts' | 'links'>

/** What people said of each of these that is said of a child: links lie on the later of two. */
async function whatIsSaid({ intakes, children }: Omit<Places, 'tasks'>, of: readonly Said[]): Promise<(one: Said) => readonly SignByPerson[]> {
  const ids = of.map(({ _id }) => _id)
  const [records, linking] = await Promise.all([
    children.find({ 'intakes.intakeId': { $in: ids } }, { 'intakes.intakeId': 1 }).lean<Pick<ChildDocument, 'intakes'>[]>(),
    intakes.find({ 'links.intakeId': { $in: ids } }, { 'links.intakeId': 1 }).lean<Required<Pick<IntakeDocument, 'links'>>[]>(),
  ])
  const recorded = new Set(records.flatMap((record) => record.intakes.map(({ intakeId }) => intakeId)))
  const linked = new Set(linking.flatMap(({ links }) => links.map(({ intakeId }) => intakeId)))
  return ({ _id, facts = [], links = [] }) => signsByPerson({ hasRecord: recorded.has(_id), isLinked: links.length > 0 || linked.has(_id), facts: facts.map(({ kind }) => kind) })
}

/** The others of its thread that are as asked for. */
export async function matesOf(intakes: IntakeModel, { _id, joinedTo }: Pick<IntakeDocument, '_id' | 'joinedTo'>, which: object): Promise<Mate[]> {
  const first = joinedTo === undefined ? _id : (await firstsOf(intakes, [{ _id, joinedTo }]))(_id)
  return intakes
    .find({ $or: [{ _id: first }, { joinedTo: first }, { joinedTo: _id }], $nor: [{ _id }], ...which }, { joinedTo: 1, status: 1, triage: 1, categoryConfirmed: 1, links: 1, 'facts.kind': 1 })
    .lean<Mate[]>()
}

/** Codes only: nothing is unsealed for it. */
const findingsIn = (
  { priority, category, indicators, signals, readsLike }: TriageDocument, { categoryConfirmed }: Pick<IntakeDocument, 'categoryConfirmed'>,
): Findings => ({
  priority, category, indicators: indicators.map(({ code }) => code), signals: Object.keys(signals) as Signal[], likenesses: readsLike?.likenesses ?? [],
  ...(categoryConfirmed && { confirmedCategory: categoryConfirmed.category }),
})

const readAtOf = ({ at, confirmedAt }: TriageDocument, { categoryConfirmed }: Pick<IntakeDocument, 'categoryConfirmed'>): ReadAt =>
  ({ at, ...(confirmedAt && { confirmedAt }), ...(categoryConfirmed && { categoryAt: categoryConfirmed.at }) })
