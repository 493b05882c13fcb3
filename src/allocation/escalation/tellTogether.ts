import type { TellingOutcome } from '../../domain/escalation'
import { priorityRank } from '../../domain/priority'
import type { EscalateDeps } from './escalateDeps'
import type { Messengers, Tellable, Untaken } from './ports'
import { type Climbed, finishTelling } from './takeNextRung'
import { untakenAmong, type UntakenTelling } from './untaken'

/** In one mail: what is left then has another soon after. */
const MOST_TOGETHER = 200

/**
 * Tells the managers that nobody can be given an enquiry: at once, and of all in one mail that wait for that by then; or leaves it to be
 * told of with others, where they were told of another a short while ago. Each is written down in its own enquiry before and after, as
 * if it were told of alone: what a process that ends leaves is told of by the next.
 */
export async function tellTogether(deps: EscalateDeps, first: UntakenTelling): Promise<Climbed> {
  const { standing: { moment: { at } }, climbing: { intakeId } } = first
  const until = await deps.untakenTurns.waitsUntil(intakeId, at)
  if (until) return leaveToOthers(first, until)
  const begun = await whereBegun([first, ...(await othersThatWait(deps))])
  const messengers = await oneMailEach(deps, begun)
  const outcomes = await Promise.all(begun.map(async (one) => ({ one, outcome: await finish({ ...deps, messengers }, one) })))
  return outcomes.find(({ one }) => one === first)?.outcome ?? 'claim_lost'
}

async function leaveToOthers({ standing: { ladder, wait }, next }: UntakenTelling, until: Date): Promise<Climbed> {
  // Once its own time is over it is told of as any other.
  const by = next && next.nextAt < until ? next.nextAt : until
  return (await wait(next ? { ...ladder, nextAt: by } : ladder, by)) ? 'waits' : 'claim_lost'
}

async function othersThatWait(deps: EscalateDeps): Promise<readonly UntakenTelling[]> {
  const { ledger, times: { togetherMs, lookAgainMs }, now } = deps
  const held = await ledger.claimUntaken(new Date(now().getTime() + togetherMs + lookAgainMs), MOST_TOGETHER)
  const found: UntakenTelling[] = []
  for (const one of held) {
    const untaken = await untakenAmong(deps, one)
    if (untaken) found.push(untaken)
    else await ledger.leave(one.claim)
  }
  return found
}

async function whereBegun(all: readonly UntakenTelling[]): Promise<readonly UntakenTelling[]> {
  const stands = await Promise.all(all.map(async ({ climbing, tellings, next }) => next === undefined || climbing.begin(next, tellings)))
  return all.filter((_, place) => stands[place])
}

const finish = async (deps: EscalateDeps, { standing: { ladder }, climbing, tellings, next }: UntakenTelling): Promise<Climbed> =>
  (next ? finishTelling(deps, { ...climbing, ladder: next }, tellings, ladder) : finishTelling(deps, climbing, tellings))

/** Whoever is told of several has one mail, which came out the same for each of them. */
async function oneMailEach({ messengers: { mail }, ledger }: EscalateDeps, begun: readonly UntakenTelling[]): Promise<Messengers> {
  if (!mail || begun.length === 1) return { ...(mail && { mail }) }
  const lacks = await ledger.whatLacks(begun.map(({ climbing: { intakeId } }) => intakeId))
  const told = ({ id }: Tellable): readonly Untaken[] => begun.filter(({ tellings }) => tellings.some(({ staffId }) => staffId === id))
    .map(({ standing: { moment: { priority } }, climbing: { intakeId, reference } }) => ({ reference, priority, ...withLack(lacks.get(intakeId)) }))
    .toSorted((a, b) => priorityRank(a.priority) - priorityRank(b.priority))
  const mails = new Map<string, Promise<TellingOutcome>>()
  return {
    mail: async (toTell) => {
      const { person } = toTell
      const together = told(person)
      const sent = mails.get(person.id) ?? mail({ ...toTell, ...(together.length > 1 && { together }) })
      mails.set(person.id, sent)
      return sent
    },
  }
}

const withLack = (lacks: Untaken['lacks']): Pick<Untaken, 'lacks'> => (lacks ? { lacks } : {})
