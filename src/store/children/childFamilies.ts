import type { ChildDocument, ChildModel } from './childModel'
import type { IntakeModel } from '../intakeModel'
import { threadsOfEach } from './threadsOfEach'

/** The records of one child: the one that was made first, and those that a person said are of the same child. */
export interface ChildFamily {
  readonly root: ChildDocument
  readonly merged: readonly ChildDocument[]
}

/** Merges lead from a later record to an earlier one. Never more of one child, whatever is stored. */
const MOST_STEPS = 20
/** Nobody records more of one enquiry, or of what hangs together with it. */
const MOST_READ = 50

export const documentsOf = ({ root, merged }: ChildFamily): readonly ChildDocument[] => [root, ...merged]

/** The families to which these belong, each once. */
export async function familiesOf(children: ChildModel, found: readonly ChildDocument[]): Promise<readonly ChildFamily[]> {
  const known = new Map(found.map((one) => [one._id, one]))
  const fetch = async (filter: object): Promise<number> => {
    const more = (await children.find(filter).limit(MOST_READ).lean<ChildDocument[]>()).filter(({ _id }) => !known.has(_id))
    for (const one of more) known.set(one._id, one)
    return more.length
  }
  const above = (): string[] => [...known.values()].flatMap(({ mergedInto }) => (mergedInto === undefined || known.has(mergedInto) ? [] : [mergedInto]))
  for (let steps = 0; steps < MOST_STEPS && above().length > 0; steps += 1) await fetch({ _id: { $in: above() } })
  for (let steps = 0; steps < MOST_STEPS && known.size > 0; steps += 1) {
    if ((await fetch({ mergedInto: { $in: [...known.keys()] }, _id: { $nin: [...known.keys()] } })) === 0) break
  }
  const rootOf = (one: ChildDocument): ChildDocument => {
    let root = one
    for (let steps = 0; steps < MOST_STEPS; steps += 1) root = (root.mergedInto === undefined ? undefined : known.get(root.mergedInto)) ?? root
    return root
  }
  const asked = [...new Set(found.map(rootOf))]
  return asked.map((root) => ({
    root, merged: [...known.values()].filter((one) => one !== root && rootOf(one) === root).toSorted((one, other) => one.recordedAt.getTime() - other.recordedAt.getTime()),
  }))
}

export async function familyOf(children: ChildModel, childId: string): Promise<ChildFamily | undefined> {
  const found = await children.findById(childId).lean<ChildDocument>()
  return found ? (await familiesOf(children, [found]))[0] : undefined
}

/** The children of whom each of these enquiries is, and what belongs with it: those recorded first come first. All are asked for together. */
export async function familiesOfEach(children: ChildModel, intakes: IntakeModel, ids: readonly string[]): Promise<(id: string) => readonly ChildFamily[]> {
  if (ids.length === 0) return () => []
  const threadOf = await threadsOfEach(intakes, ids)
  const found = await children.find({ 'intakes.intakeId': { $in: [...new Set(ids.flatMap(threadOf))] } }).limit(MOST_READ * ids.length).lean<ChildDocument[]>()
  const families = found.length === 0 ? [] : await familiesOf(children, found.toSorted((one, other) => one.recordedAt.getTime() - other.recordedAt.getTime()))
  return (id) => {
    const thread = new Set(threadOf(id))
    return families.filter((family) => intakesOf(family).some((one) => thread.has(one)))
  }
}

/** The enquiries under the records of one child. */
export const intakesOf = (family: ChildFamily): readonly string[] => documentsOf(family).flatMap(({ intakes }) => intakes.map(({ intakeId }) => intakeId))

/** The same; of a child of whom none is left, those that once were: somebody must still be able to see the record. */
export function intakesToSeeBy(family: ChildFamily): readonly string[] {
  const now = intakesOf(family)
  return now.length > 0 ? now : documentsOf(family).flatMap(({ history }) => history.flatMap(({ kind, intakeId }) => (intakeId === undefined || kind === 'not_about' ? [] : [intakeId])))
}

/** Whether somebody said of the two what they are to one another. */
export function isSaidOf(one: ChildFamily, other: ChildFamily): boolean {
  const says = (from: ChildFamily, to: ChildFamily): boolean => {
    const ids = new Set(documentsOf(to).map(({ _id }) => _id))
    return documentsOf(from).some(({ siblings = [], others = [] }) => siblings.some(({ childId }) => ids.has(childId)) || others.some((id) => ids.has(id)))
  }
  return says(one, other) || says(other, one)
}
