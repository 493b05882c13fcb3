import type { Rung, Telling, Way } from '../../domain/escalation'
import type { Tellable } from './ports'

/** Somebody who is to be told, as whom, and how. */
export interface Told {
  readonly rung: Rung
  readonly person: Tellable
  readonly ways: readonly Way[]
}

/** How long what refused is taken to refuse the next, a mailbox or a telephone, in milliseconds: somebody has to mend the address or the number first. */
const REFUSED_FOR_MS = 3 * 24 * 60 * 60_000

export const byMail = (rung: Rung, people: readonly Tellable[]): readonly Told[] => people.map((person) => ({ rung, person, ways: ['mail'] }))

/** @param woken whom others have rung for it, where they see to that: nobody is rung beside it, and whoever was had a text message with it */
export const byEveryWay = (rung: Rung, people: readonly Tellable[], woken?: readonly string[]): readonly Told[] =>
  people.map((person) => ({ rung, person, ways: waysTo(person, woken) }))

function waysTo({ id, phone }: Tellable, woken: readonly string[] | undefined): readonly Way[] {
  if (phone === undefined || woken?.includes(id)) return ['mail']
  return woken ? ['mail', 'text'] : ['mail', 'text', 'call']
}

interface ToldBefore {
  readonly tellings: readonly Telling[]
  readonly at: Date
}

/**
 * By mail, which is enough for what does not press; whose mailbox refused one of this matter lately, by telephone. Whoever has none
 * either, or one that refused as well, is left out: the same mail, text and call, minute after minute, would reach nobody.
 */
export const byWhatReaches = (rung: Rung, people: readonly Tellable[], told: ToldBefore): readonly Told[] =>
  people.flatMap((person): readonly Told[] => {
    if (!refuses(person, 'mail', told)) return byMail(rung, [person])
    const ways = person.phone === undefined ? [] : BY_TELEPHONE.filter((way) => !refuses(person, way, told))
    return ways.length === 0 ? [] : [{ rung, person, ways }]
  })

const BY_TELEPHONE: readonly Way[] = ['text', 'call']

function refuses({ id }: Tellable, way: Way, { tellings, at }: ToldBefore): boolean {
  const last = tellings.findLast((telling) => telling.staffId === id && telling.way === way)
  return last?.outcome === 'refused' && at.getTime() - last.at.getTime() < REFUSED_FOR_MS
}
