import { randomBytes } from 'node:crypto'
import type { Saying, Telling, TellingOutcome } from '../../domain/escalation'
import type { Told } from './waysToTell'
import type { CameOut, Messengers, OverdueMatter, Tellable } from './ports'

export interface ToldOf {
  readonly about: OverdueMatter
  readonly intakeId: string
  readonly reference: string
  readonly people: readonly Tellable[]
  readonly isInHand?: boolean
  cameOut(told: CameOut): Promise<void>
}

/** What is to be written down before these are told, by the ways that are set up. */
export const tellingsOf = (who: readonly Told[], messengers: Messengers, at: Date, says?: Saying): readonly Telling[] =>
  who.flatMap(({ rung, person, ways }) =>
    ways.filter((way) => messengers[way]).map((way): Telling => ({ id: newTellingId(), rung, staffId: person.id, name: person.name, way, at, outcome: 'begun', ...(says && { says }) })))

/**
 * Tells them, all at once, and writes down how each telling came out but the last: nothing is waited for any more then, and
 * whoever asked has something to write too.
 * @param begun written down before anybody is told
 * @returns how each came out, in their order, and the last of them
 */
export async function tellStaff(
  messengers: Messengers, told: ToldOf, begun: readonly Telling[],
): Promise<{ readonly outcomes: readonly TellingOutcome[]; readonly last?: CameOut }> {
  const { about, intakeId, reference, people, isInHand } = told
  let awaited = begun.length
  let last: CameOut | undefined
  const outcomes = await Promise.all(begun.map(async (telling): Promise<TellingOutcome> => {
    const person = people.find(({ id }) => id === telling.staffId)
    const tell = messengers[telling.way]
    const outcome = person && tell ? await tell({ about, person, telling, intakeId, reference, ...(isInHand && { isInHand }) }) : 'failed'
    awaited -= 1
    if (awaited === 0) last = { tellingId: telling.id, outcome }
    else await told.cameOut({ tellingId: telling.id, outcome })
    return outcome
  }))
  return { outcomes, ...(last && { last }) }
}

/** A call's telling is its leg, whose id must not be guessed. */
export const newTellingId = (): string => randomBytes(12).toString('hex')
