import type { SameChildFacts } from '../../desk/factPorts'
import { factsAbout } from '../../domain/recordedFacts'
import type { ChildLink } from '../../domain/thread'
import type { IntakeDocument } from '../intakeDocument'
import { openFacts } from '../toIntake'
import { type ChildFamily, documentsOf, familiesOfEach, intakesOf, isSaidOf } from './childFamilies'
import type { ChildStore } from './openFamilies'
import { threadIds } from './threadsOfEach'

/** No child has more enquiries that anybody looks through. */
const MOST_READ = 20

const LINE = { reference: 1, facts: 1, links: 1 } as const
type Line = Pick<IntakeDocument, '_id' | keyof typeof LINE>
type Told = readonly [Line, SameChildFacts['by']]

/** What a person said of the child's records counts before what is said of enquiries. @param about of one of its children, by the id of a record */
export async function sameChildFacts(store: ChildStore, intakeId: string, about: string | undefined): Promise<readonly SameChildFacts[]> {
  const { intakes, children, sealer } = store
  const own = await intakes.findById(intakeId, { joinedTo: 1, links: 1 }).lean<Pick<IntakeDocument, 'joinedTo' | 'links'>>()
  if (!own) return []
  const said = await linesSaid(store, intakeId, own)
  const familiesOf = await familiesOfEach(children, intakes, [intakeId, ...said.map(([{ _id }]) => _id)])
  const all = familiesOf(intakeId)
  const families = all.filter((family) => about === undefined || documentsOf(family).some(({ _id }) => _id === about))
  const under = families.length === 0 ? [] : await threadIds(intakes, families.flatMap(intakesOf))
  const lines = new Map(said.map((told) => [told[0]._id, told]))
  for (const line of await linesUnder(store, intakeId, under)) if (!lines.has(line._id)) lines.set(line._id, [line, 'child'])
  return [...lines.values()].flatMap(([line, by]) => {
    const { _id: id, reference, facts = [] } = line
    const theirs = under.includes(id) ? families : theirChild(familiesOf(id), { families, all })
    return theirs ? [{ id, reference, by, facts: concerning(openFacts(id, facts, sealer), [...families, ...theirs]) }] : []
  })
}

const concerning = (facts: SameChildFacts['facts'], families: readonly ChildFamily[]): SameChildFacts['facts'] =>
  (families.length === 0 ? facts : factsAbout(facts, new Set(families.flatMap((family) => documentsOf(family).map(({ _id }) => _id)))))

/** The enquiries about the same child by what people said of enquiries, each once. */
async function linesSaid(store: ChildStore, intakeId: string, own: Pick<IntakeDocument, 'joinedTo' | 'links'>): Promise<readonly Told[]> {
  const first = own.joinedTo ?? intakeId
  const linked = (own.links ?? []).flatMap((link) => (isSameChild(link) ? [link.intakeId] : []))
  const [mates, links] = await Promise.all([
    latest(store, intakeId, { $or: [{ _id: first }, { joinedTo: first }], 'facts.0': { $exists: true } }),
    latest(store, intakeId, { $or: [{ _id: { $in: linked } }, { 'links.intakeId': intakeId }] }),
  ])
  const lines = new Map<string, Told>()
  for (const line of links) if (linked.includes(line._id) || line.links?.some((link) => link.intakeId === intakeId && isSameChild(link))) lines.set(line._id, [line, 'link'])
  for (const line of mates) if (!lines.has(line._id)) lines.set(line._id, [line, 'thread'])
  return [...lines.values()]
}

const linesUnder = async (store: ChildStore, intakeId: string, under: readonly string[]): Promise<readonly Line[]> =>
  (under.length === 0 ? [] : latest(store, intakeId, { $and: [{ _id: { $in: [...under] } }] }))

const latest = async ({ intakes }: ChildStore, intakeId: string, filter: object): Promise<readonly Line[]> =>
  intakes.find({ ...filter, _id: { $ne: intakeId } }, LINE).sort({ receivedAt: -1 }).limit(MOST_READ).lean<Line[]>()

/**
 * The child of an enquiry that was linked as about the same one: until somebody says that the two records are of two, the word of
 * whoever linked them holds. Undefined where it is known to be another, or where it is about several and nobody said which of them.
 */
function theirChild(theirs: readonly ChildFamily[], { families, all }: { readonly families: readonly ChildFamily[]; readonly all: readonly ChildFamily[] }): readonly ChildFamily[] | undefined {
  if (families.length === 0) return []
  const isOther = theirs.length > 1 || theirs.some((one) => all.includes(one) || families.every((family) => isSaidOf(family, one)))
  return isOther ? undefined : theirs
}

const isSameChild = ({ kind }: ChildLink): boolean => kind === 'same_child'
