import type { SameChildFacts } from '../../desk/factPorts'
import { factsAbout } from '../../domain/recordedFacts'
import type { ChildLink } from '../../domain/thread'
import type { IntakeDocument } from '../intakeDocument'
import { openFacts } from '../toIntake'
import { type ChildFamily, documentsOf, familiesOfIntakes, intakesOf, isSaidOf, threadIds } from './childFamilies'
import type { ChildStore } from './seeChild'

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
  const all = await familiesOfIntakes(children, intakes, [intakeId])
  const families = all.filter((family) => about === undefined || documentsOf(family).some(({ _id }) => _id === about))
  const under = families.length === 0 ? [] : await threadIds(intakes, families.flatMap(intakesOf))
  const told = await Promise.all((await linesOf(store, { intakeId, own, under })).map(async ([line, by]) => {
    const theirs = under.includes(line._id) ? families : await theirChild(store, line._id, { families, all })
    const { _id: id, reference, facts = [] } = line
    return theirs && { id, reference, by, facts: concerning(openFacts(id, facts, sealer), [...families, ...theirs]) }
  }))
  return told.flatMap((one) => one ?? [])
}

const concerning = (facts: SameChildFacts['facts'], families: readonly ChildFamily[]): SameChildFacts['facts'] =>
  (families.length === 0 ? facts : factsAbout(facts, new Set(families.flatMap((family) => documentsOf(family).map(({ _id }) => _id)))))

/** The enquiries about the same child by what people said of them, each once. */
async function linesOf({ intakes }: ChildStore, { intakeId, own, under }: { readonly intakeId: string; readonly own: Pick<IntakeDocument, 'joinedTo' | 'links'>; readonly under: readonly string[] }): Promise<readonly Told[]> {
  const first = own.joinedTo ?? intakeId
  const linked = (own.links ?? []).flatMap((link) => (isSameChild(link) ? [link.intakeId] : []))
  const read = async (filter: object): Promise<Line[]> => intakes.find({ ...filter, _id: { $ne: intakeId } }, LINE).sort({ receivedAt: -1 }).limit(MOST_READ).lean<Line[]>()
  const [mates, links, ofChild] = await Promise.all([
    read({ $or: [{ _id: first }, { joinedTo: first }], 'facts.0': { $exists: true } }),
    read({ $or: [{ _id: { $in: linked } }, { 'links.intakeId': intakeId }] }),
    under.length === 0 ? [] : read({ $and: [{ _id: { $in: [...under] } }] }),
  ])
  const lines = new Map<string, Told>()
  for (const line of links) if (linked.includes(line._id) || line.links?.some((link) => link.intakeId === intakeId && isSameChild(link))) lines.set(line._id, [line, 'link'])
  for (const line of mates) if (!lines.has(line._id)) lines.set(line._id, [line, 'thread'])
  for (const line of ofChild) if (!lines.has(line._id)) lines.set(line._id, [line, 'child'])
  return [...lines.values()]
}

/**
 * The child of an enquiry that was linked as about the same one: until somebody says that the two records are of two, the word of
 * whoever linked them holds. Undefined where it is known to be another, or where it is about several and nobody said which of them.
 */
async function theirChild({ children, intakes }: ChildStore, intakeId: string, { families, all }: { readonly families: readonly ChildFamily[]; readonly all: readonly ChildFamily[] }): Promise<readonly ChildFamily[] | undefined> {
  if (families.length === 0) return []
  const theirs = await familiesOfIntakes(children, intakes, [intakeId])
  const isOther = theirs.length > 1 || theirs.some((one) => all.some(({ root }) => root._id === one.root._id) || families.every((family) => isSaidOf(family, one)))
  return isOther ? undefined : theirs
}

const isSameChild = ({ kind }: ChildLink): boolean => kind === 'same_child'
