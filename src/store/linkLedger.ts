import { SERVICE } from '../../config/service'
import type { Claim } from '../domain/step'
import { isByReference, isLoose, LINK_SIGNS, type LinkSign, type Suggestion, weighed } from '../domain/thread'
import type { LinkLedger, LooksFor } from '../linking/ports'
import { bareCollection } from './bareCollection'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import { isBefore } from './isBefore'
import { replaceLeastTelling } from './replaceLeastTelling'
import type { Sealer } from './seal'
import { stepEnded, type StepLedger } from './stepLedger'

/** Suggestions that lie on one enquiry at a time, of whatever kind: more are read by nobody. */
const MOST_SUGGESTED = 10
/** Of those that match, the latest: some belong to the same thread, and of some a person said that they do not match. */
const MOST_READ = 40

const LINE = { reference: 1, receivedAt: 1, joinedTo: 1, linkKeys: 1, weakKeys: 1, namesNobody: 1, suggestions: 1, history: 1 } as const
type Line = Pick<IntakeDocument, '_id' | keyof typeof LINE>

const { weakLinks, looseLinks } = SERVICE
type WeakSign = keyof typeof weakLinks.withinDays
/** What is asked for, by its hash. */
type Asked = ReadonlyMap<string, readonly LinkSign[]>
const DAY_MS = 86_400_000

interface Found {
  readonly match: Line
  readonly signs: readonly LinkSign[]
}

const NAMED = 'reference_in_note'

/** Which of these keys others keep, the latest first; read from the index and no further than `MOST_READ`. */
export const matchesOf = (intakes: IntakeModel, id: string, hashes: readonly string[]) =>
  bareCollection(intakes).find<Line>({ linkKeys: { $in: [...hashes], $exists: true }, _id: { $ne: id } }, { projection: LINE }).sort({ receivedAt: -1 }).limit(MOST_READ)

/** The same of one weak key; a few more than say that it stands in too many. */
export const weakMatchesOf = (intakes: IntakeModel, id: string, hash: string) =>
  bareCollection(intakes).find<Line>({ weakKeys: hash, _id: { $ne: id } }, { projection: LINE }).sort({ receivedAt: -1 }).limit(MOST_READ)

/**
 * Keeps what an enquiry is found by, and suggests. The suggestion lies on the later of two, as every other does. Keys are
 * kept before others are looked for: of two that come in at the same moment, whoever looks last sees both.
 */
export class StoredLinkLedger implements LinkLedger {
  constructor(private readonly intakes: IntakeModel, private readonly sealer: Sealer, private readonly steps: StepLedger) {}

  async nothingToGoBy(claim: Claim): Promise<'linked' | 'not_mine'> {
    const { $set, $unset } = stepEnded('link', 'done')
    return (await this.steps.settle('link', claim, { $set, $unset: { ...$unset, linkKeys: '', weakKeys: '', namesNobody: '' } })) ? 'linked' : 'not_mine'
  }

  async suggest(claim: Claim, { keys, weak, references }: LooksFor): Promise<'suggested' | 'not_mine'> {
    const hashed = keys.map(({ key, ...rest }) => ({ ...rest, hash: this.sealer.lookupHash('link', key) }))
    const kept = hashed.flatMap(({ hash, use }) => (use === 'asked' ? [] : [hash]))
    const weakly = weak.keys.map(({ key, sign }) => ({ hash: this.sealer.lookupHash('weak link', key), sign }))
    const own = await this.steps.settleAndRead<Line>('link', claim, keeping({
      linkKeys: kept, weakKeys: weakly.map(({ hash }) => hash), namesNobody: weakly.length > 0 && weak.namesNobody,
    }), LINE)
    if (!own) return 'not_mine'
    // First, for a person named them.
    for (const named of oneOfEachThread(own, await this.named(references))) await this.suggestOnce(own, named, { why: NAMED })
    const asked = (isAsked: (signs: readonly LinkSign[]) => boolean): Asked =>
      new Map(hashed.flatMap(({ hash, use, signs }) => (use !== 'kept' && isAsked(signs) ? [[hash, signs] as const] : [])))
    const found = await this.sureMatches(own, asked((signs) => !isLoose(signs)))
    for (const one of await this.suggestTogether(own, found)) await this.suggestLater(own, one)
    // Last, so that they take no room from what tells more.
    const known = new Set(found.map(({ match }) => firstOf(match)))
    for (const one of await this.looseMatches(own, asked(isLoose), known)) await this.suggestLater(own, one)
    for (const one of await this.weakMatches(own, weakly)) await this.suggestLater(own, one)
    return 'suggested'
  }

  private async sureMatches(own: Line, asked: Asked): Promise<readonly Found[]> {
    if (asked.size === 0) return []
    const look = async (keys: readonly string[]): Promise<readonly Line[]> => (keys.length === 0 ? [] : matchesOf(this.intakes, own._id, keys).toArray())
    // By themselves, and first: a child who goes missing often has more enquiries than are looked at, all of the name.
    const hashes = (byReference: boolean): readonly string[] => [...asked].flatMap(([hash, signs]) => (isByReference(signs) === byReference ? [hash] : []))
    const ofReferences = oneOfEachThread(own, await look(hashes(true)))
    const known = new Set(ofReferences.map(firstOf))
    const ofOthers = oneOfEachThread(own, await look(hashes(false))).filter((match) => !known.has(firstOf(match)))
    return [...ofReferences, ...ofOthers].slice(0, MOST_SUGGESTED).map((match) => ({ match, signs: signsOf(match, asked) }))
  }

  /**
   * Others that have something like it in common with it, which few others have; what many have is put aside, and the rest looked up again where it was crowded out.
   * @param known the firsts of what is suggested already, which is like it as well
   */
  private async looseMatches(own: Line, asked: Asked, known: ReadonlySet<string>): Promise<readonly Found[]> {
    if (asked.size === 0) return []
    const lines = await matchesOf(this.intakes, own._id, [...asked.keys()]).toArray()
    const rare = new Map([...asked].filter(([hash]) => new Set(lines.filter(({ linkKeys }) => linkKeys?.includes(hash)).map(firstOf)).size <= looseLinks.mostMatters))
    if (lines.length === MOST_READ && rare.size < asked.size) return this.looseMatches(own, rare, known)
    const found = oneOfEachThread(own, lines.filter((line) => !known.has(firstOf(line)))).map((match) => ({ match, signs: signsOf(match, rare) })).filter(({ match, signs }) =>
      signs.length > 0 && (!signs.includes('birth_year') || areWithin(looseLinks.yearWithinDays, own, match)))
    return found.slice(0, looseLinks.mostSuggested)
  }

  /** Others that have only a home, an address or a number in common with it, none of them of many matters. */
  private async weakMatches(own: Line, keys: readonly { readonly hash: string; readonly sign: WeakSign }[]): Promise<readonly Found[]> {
    const looks = await Promise.all(keys.map(async ({ hash, sign }) => ({ sign, lines: await weakMatchesOf(this.intakes, own._id, hash).toArray() })))
    const found = looks.flatMap(({ sign, lines }) => {
      if (new Set(lines.map(firstOf)).size > weakLinks.mostMatters) return []
      return lines.filter((line) => areWithin(weakLinks.withinDays[sign], own, line)).filter((line) => own.namesNobody || line.namesNobody).map((line) => ({ line, sign }))
    })
    const signsOfLine = ({ _id }: Line): readonly LinkSign[] => LINK_SIGNS.filter((sign) => found.some((one) => one.line._id === _id && one.sign === sign))
    const lines = new Map(found.map(({ line }) => [line._id, line]))
    return oneOfEachThread(own, [...lines.values()]).slice(0, weakLinks.mostSuggested).map((match) => ({ match, signs: signsOfLine(match) }))
  }

  /** Where nothing was ever suggested or done, all that came before it lies on it by one write. Answers what is still to be suggested. */
  private async suggestTogether(own: Line, found: readonly Found[]): Promise<readonly Found[]> {
    const before = found.filter(({ match }) => isBefore(match, own))
    if (before.length < 2 || own.suggestions !== undefined || own.history !== undefined) return found
    const suggestions = before.map(({ match, signs }): Suggestion => ({ intakeId: match._id, why: 'same_child', signs }))
    const { matchedCount } = await bareCollection(this.intakes).updateOne(
      { _id: own._id, suggestions: { $exists: false }, history: { $exists: false } }, { $set: { suggestions } },
    )
    return matchedCount === 1 ? found.filter((one) => !before.includes(one)) : found
  }

  private async suggestLater(own: Line, { match, signs }: Found): Promise<void> {
    const [earlier, later] = isBefore(own, match) ? [own, match] : [match, own]
    const more = await this.intakes.updateOne(
      { _id: later._id, suggestions: { $elemMatch: { intakeId: earlier._id, why: 'same_child' } } },
      { $addToSet: { 'suggestions.$.signs': { $each: signs } } },
    )
    if (more.matchedCount === 1) return
    await this.suggestOnce(own, match, { why: 'same_child', signs })
  }

  private async named(references: readonly string[]): Promise<readonly Line[]> {
    return references.length === 0 ? [] : this.intakes.find({ reference: { $in: references } }, LINE).lean<Line[]>()
  }

  /** Where the two are not suggested yet, for whatever reason. Where there is no more room, what a person named and what has the same reference take that of what tells least. */
  private async suggestOnce(own: Line, match: Line, why: Omit<Suggestion, 'intakeId'>): Promise<void> {
    const [earlier, later] = isBefore(own, match) ? [own, match] : [match, own]
    const suggestion: Suggestion = { intakeId: earlier._id, ...why }
    const unanswered = {
      _id: later._id, 'suggestions.intakeId': { $ne: earlier._id },
      // A person has answered this once.
      history: { $not: { $elemMatch: { kind: { $in: ANSWERS }, other: earlier.reference } } },
    }
    const { matchedCount } = await this.intakes.updateOne({ ...unanswered, [`suggestions.${MOST_SUGGESTED - 1}`]: { $exists: false } }, { $push: { suggestions: suggestion } })
    if (matchedCount === 0 && (why.why === NAMED || isByReference(why.signs ?? []))) await replaceLeastTelling(this.intakes, unanswered, suggestion)
  }
}

/** An update by which these stand in place of the earlier ones; what is empty is not kept. */
function keeping(fields: Pick<Line, 'linkKeys' | 'weakKeys' | 'namesNobody'>) {
  const isKept = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : value === true)
  const [kept, gone] = [true, false].map((which) => Object.entries(fields).filter(([, value]) => isKept(value) === which))
  return {
    ...(kept?.length && { $set: Object.fromEntries(kept) }),
    ...(gone?.length && { $unset: Object.fromEntries(gone.map(([name]) => [name, ''])) }),
  }
}

const ANSWERS = ['suggestion_dismissed', 'joined', 'linked'] as const

const areWithin = (days: number, one: Line, other: Line): boolean => Math.abs(one.receivedAt.getTime() - other.receivedAt.getTime()) <= days * DAY_MS

const firstOf = ({ _id, joinedTo = _id }: Line): string => joinedTo

/** The latest of each thread that is not its own, none of which a person has answered for. */
function oneOfEachThread(own: Line, matches: readonly Line[]): readonly Line[] {
  const others = matches.filter((match) => firstOf(match) !== firstOf(own))
  const answered = new Set(others.filter((match) => hasAnswered(own, match) || hasAnswered(match, own)).map(firstOf))
  const threads = new Map(others.filter((match) => !answered.has(firstOf(match))).toReversed().map((match) => [firstOf(match), match]))
  return [...threads.values()].toSorted((one, other) => (isBefore(one, other) ? 1 : -1)).slice(0, MOST_SUGGESTED)
}

const hasAnswered = ({ history = [] }: Line, { reference }: Line): boolean =>
  history.some(({ kind, other }) => other === reference && ANSWERS.some((answer) => answer === kind))

const signsOf = ({ linkKeys = [] }: Line, asked: Asked): readonly LinkSign[] => weighed(linkKeys.flatMap((hash) => asked.get(hash) ?? []))
