import type { Saying, ToldAbout, ToldOnce } from '../domain/escalation'
import { OUTCOME_WORDS, RUNG_NAMES, WAY_NAMES } from './escalationPresenter'
import { hrefAfter } from './listPlace'
import { londonShort } from './londonTime'
import { paths } from './paths'
import type { TellingPage } from './tellingPorts'

/** What leads to all tellings of an enquiry; undefined where nobody was told. */
export const allTold = (intakeId: string, count: number): { readonly href: string; readonly text: string } | undefined =>
  (count === 0 ? undefined : { href: paths.tellings(intakeId), text: count === 1 ? 'Who was told of it (once)' : `Who was told of it (${count} times)` })

interface Shown {
  readonly intakeId: string
  readonly page: TellingPage
  readonly isFirst: boolean
  readonly now: Date
}

/** A page of everybody who was told, the oldest first. */
export const tellingsPage = ({ intakeId, page: { reference, count, tellings, next }, isFirst, now }: Shown) => ({
  title: `Who was told of ${reference}`,
  href: paths.intake(intakeId),
  count,
  rows: tellings.map((told) => row(told, now)),
  first: isFirst ? undefined : paths.tellings(intakeId),
  later: next && hrefAfter(paths.tellings(intakeId), next),
})

const row = ({ at, name, rung, way, outcome, about, says }: ToldOnce, now: Date) => ({
  at: londonShort(at, now), atIso: at.toISOString(), name, rung: rung ? RUNG_NAMES[rung] : '', about: ABOUT_WORDS[says ?? about], way: WAY_NAMES[way],
  outcome: OUTCOME_WORDS[outcome],
})

const ABOUT_WORDS: Readonly<Record<ToldAbout | Saying, string>> = {
  enquiry: 'Nobody has accepted it', callback: 'The call-back is overdue', second: 'No officer is on it', waking: 'Woken for the call',
  nobody_fits: 'Nobody can be given it', take_over: 'It is to be taken over',
}
