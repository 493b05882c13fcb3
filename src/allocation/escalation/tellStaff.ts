import { randomBytes } from 'node:crypto'
import type { Telling, TellingOutcome } from '../../domain/escalation'
import type { Told } from './nextRung'
import type { Messengers, OverdueMatter, Tellable } from './ports'

export interface ToldOf {
  readonly about: OverdueMatter
  readonly intakeId: string
  readonly reference: string
  readonly people: readonly Tellable[]
  cameOut(tellingId: string, outcome: TellingOutcome): Promise<void>
}

/** What is to be written down before these are told, by the ways that are set up. */
export const tellingsOf = (who: readonly Told[], messengers: Messengers, at: Date): readonly Telling[] =>
  who.flatMap(({ rung, person, ways }) =>
    ways.filter((way) => messengers[way]).map((way): Telling => ({ id: newTellingId(), rung, staffId: person.id, name: person.name, way, at, outcome: 'begun' })))

/**
 * Tells them, all at once, and writes down how each telling came out. Answers whether anybody may have been reached.
 * @param begun written down before anybody is told
 */
export async function tellStaff(messengers: Messengers, told: ToldOf, begun: readonly Telling[]): Promise<boolean> {
  const { about, intakeId, reference, people } = told
  const outcomes = await Promise.all(begun.map(async (telling): Promise<TellingOutcome> => {
    const person = people.find(({ id }) => id === telling.staffId)
    const tell = messengers[telling.way]
    const outcome = person && tell ? await tell({ about, person, telling, intakeId, reference }) : 'failed'
    await told.cameOut(telling.id, outcome)
    return outcome
  }))
  return outcomes.some((outcome) => REACHED.includes(outcome))
}

const REACHED: readonly TellingOutcome[] = ['sent', 'rings', 'accepted', 'not_accepted', 'unclear']

/** A call's telling is its leg, whose id must not be guessed. */
const newTellingId = (): string => randomBytes(12).toString('hex')
