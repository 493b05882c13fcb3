import type { AroundThread, RelatedIntake } from '../desk/threadPorts'
import type { ChildLink } from '../domain/thread'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import { RELATED_LINE, type RelatedLine, toRelated } from './relatedLine'
import type { SealedValue, Sealer } from './seal'
import { joinedBy } from './takeBackBelonging'
import { firstsOf } from './threads'
import { Opener, SEALED_FIELDS } from './toIntake'

/** Of a thread without end the page shows the latest. */
const MOST_SHOWN = 20
/** Of those that joined it, so many of the latest are asked for what joined them in turn. */
const MOST_FOLLOWED = 100
/** Beyond these nobody wants to know how many there are. */
const MOST_COUNTED = 10_000

/** The enquiries that one belongs with; undefined when there is none and none is suggested. */
export async function aroundThread(intakes: IntakeModel, document: IntakeDocument, sealer: Sealer): Promise<AroundThread | undefined> {
  const { _id, joinedTo, suggestions = [], links = [] } = document
  const joiner = joinedBy(document)
  const firstId = joinedTo === undefined ? undefined : (await firstsOf(intakes, [{ _id, joinedTo }]))(_id)
  const named = [...[...suggestions, ...links].map(({ intakeId }) => intakeId), ...(firstId === undefined ? [] : [firstId])]
  const [others, later, linkedHere] = await Promise.all([
    named.length > 0 ? intakes.find({ _id: { $in: named } }, RELATED_LINE).lean<RelatedLine[]>() : [],
    findLater(intakes, _id),
    intakes.find({ 'links.intakeId': _id }, { ...RELATED_LINE, links: 1 }).sort({ receivedAt: -1 }).limit(MOST_SHOWN).lean<(RelatedLine & { links?: readonly ChildLink[] })[]>(),
  ])
  const lineOf = (id: string | undefined): RelatedLine[] => others.filter((other) => other._id === id)
  const [first] = lineOf(firstId).map((line) => ({ ...withSubject(line, sealer), ...(joiner !== undefined && { joinedBy: joiner }) }))
  // A suggestion may name anybody's enquiry: its words are seen by opening it, which is written down.
  const suggested = suggestions.flatMap(({ intakeId, why, signs }) => lineOf(intakeId).map((line) => ({ ...toRelated(line), why, ...(signs && { signs }) })))
  // Another agency's words stay with it: a link shows none either.
  const linked = [
    ...links.flatMap((link) => lineOf(link.intakeId).map((line) => linkedLine(line, link))),
    ...linkedHere.flatMap((line) => (line.links ?? []).filter(({ intakeId }) => intakeId === _id).map((link) => linkedLine(line, link))),
  ]
  if (!first && suggested.length === 0 && linked.length === 0 && later.lines.length === 0) return undefined
  return Object.freeze({
    later: later.lines.map((line) => withSubject(line, sealer)), olderLater: later.count - later.lines.length, suggested, linked, ...(first && { first }),
  })
}

/**
 * Those joined to this one, and those joined to them: a join that a process died over leaves a step between. The latest
 * of a thread are read, and the rest are counted, from the index: it may have thousands.
 */
async function findLater(intakes: IntakeModel, id: string): Promise<{ lines: RelatedLine[]; count: number }> {
  const joined = await intakes.find({ joinedTo: id }, { _id: 1 }).sort({ receivedAt: -1 }).limit(MOST_FOLLOWED).lean<{ _id: string }[]>()
  if (joined.length === 0) return { lines: [], count: 0 }
  const over = { joinedTo: { $in: [id, ...joined.map(({ _id }) => _id)] } }
  const [lines, count] = await Promise.all([
    intakes.find(over, RELATED_LINE).sort({ receivedAt: -1 }).limit(MOST_SHOWN).lean<RelatedLine[]>(),
    intakes.countDocuments(over, { limit: MOST_COUNTED }),
  ])
  return { lines, count: Math.max(count, lines.length) }
}

const linkedLine = (line: RelatedLine, { kind, by, byName, at }: ChildLink): AroundThread['linked'][number] => ({ ...toRelated(line), kind, linkedBy: by, linkedByName: byName, linkedAt: at })

const withSubject = (line: RelatedLine, sealer: Sealer): RelatedIntake => {
  const subject = line.email?.subject && openedSubject(line._id, line.email.subject, sealer)
  return { ...toRelated(line), ...(subject !== undefined && { subject }) }
}

/** One that does not open must not keep the page of another enquiry shut: its own page says what is wrong. */
function openedSubject(id: string, sealed: SealedValue, sealer: Sealer): string | undefined {
  try {
    return new Opener(id, sealer).text(SEALED_FIELDS.subject, sealed)
  } catch {
    return undefined
  }
}
