import type { Rung, Telling, Way } from '../../domain/escalation'
import type { Tellable } from './ports'

/** Somebody who is to be told, as whom, and how. */
export interface Told {
  readonly rung: Rung
  readonly person: Tellable
  readonly ways: readonly Way[]
}

/** How long a mailbox that refused a mail is taken to refuse the next, in milliseconds: somebody has to mend its address first. */
const REFUSED_FOR_MS = 3 * 24 * 60 * 60_000

export const byMail = (rung: Rung, people: readonly Tellable[]): readonly Told[] => people.map((person) => ({ rung, person, ways: ['mail'] }))

export const byEveryWay = (rung: Rung, people: readonly Tellable[]): readonly Told[] =>
  people.map((person) => ({ rung, person, ways: person.phone === undefined ? ['mail'] : ['mail', 'text', 'call'] }))

/**
 * By mail, which is enough for what does not press; whose mailbox refused one of this matter lately, by telephone. Whoever has none
 * either is left out: the same mail, minute after minute, would reach nobody.
 */
export const byWhatReaches = (rung: Rung, people: readonly Tellable[], told: { readonly tellings: readonly Telling[]; readonly at: Date }): readonly Told[] =>
  people.flatMap((person): readonly Told[] => {
    if (!refusesMail(person, told)) return byMail(rung, [person])
    return person.phone === undefined ? [] : [{ rung, person, ways: ['text', 'call'] }]
  })

function refusesMail({ id }: Tellable, { tellings, at }: { readonly tellings: readonly Telling[]; readonly at: Date }): boolean {
  const last = tellings.findLast(({ staffId, way }) => staffId === id && way === 'mail')
  return last?.outcome === 'refused' && at.getTime() - last.at.getTime() < REFUSED_FOR_MS
}
