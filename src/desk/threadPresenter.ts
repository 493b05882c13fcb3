import type { Intake } from '../domain/intake'
import { isLoose, isWeak, type LinkKind, type LinkSign, mayBeTwins, type Suggestion, weighed } from '../domain/thread'
import { withoutTurns } from './highlight'
import type { JoinConflicts } from './joinConflicts'
import { listed } from './listed'
import { londonDateTime } from './londonTime'
import { paths } from './paths'
import type { AroundThread, RelatedIntake, TakingBack } from './threadPorts'
import type { SummaryLink, TypedForm } from './typedForms'
import { CHANNEL_NAMES, priorityTag, STATUS_NAMES, type Tag } from './words'

export interface RelatedView {
  readonly reference: string
  readonly href: string
  readonly at: string
  readonly priority: Tag
  /** Empty for a call, and for who may not read it. */
  readonly subject: string
  readonly what: string
}

/** Takes back that two enquiries belong together or are linked. */
export interface TakingBackForm {
  readonly action: string
  readonly enquiry: string
  readonly what: TakingBack['what']
  readonly summary: string
  readonly fieldId: string
  readonly reason: string
  readonly error: string | undefined
}

export interface ThreadReader {
  readonly may: { readonly join: boolean; readonly part: boolean; readonly read: boolean }
  readonly staffId: string
  readonly typed: TypedForm | undefined
  readonly joinConflicts: JoinConflicts
}

export interface ThreadView {
  readonly first: (RelatedView & { readonly back: TakingBackForm | undefined }) | undefined
  /** Why the join is to be checked; empty when it is not. */
  readonly check: string
  readonly later: readonly RelatedView[]
  readonly more: string
  /** With an answer to give, for who may. */
  readonly suggested: readonly (RelatedView & { readonly id: string; readonly why: string; readonly mayLink: boolean; readonly conflicts: readonly string[] })[]
  /** Not merged: each has its own record. */
  readonly linked: readonly (RelatedView & { readonly kind: string; readonly linked: string; readonly back: TakingBackForm | undefined })[]
  /** Absent for who may not decide. */
  readonly action: string | undefined
  /** An enquiry that belongs somewhere already can only be taken off the list. */
  readonly mayJoin: boolean
}

const SIGN_WORDS: Readonly<Record<LinkSign, string>> = {
  crime_reference: 'the same crime reference',
  home_office_reference: 'the same Home Office reference',
  nrm_reference: 'the same NRM reference',
  cad_reference: 'the same police log (CAD) number',
  name: 'the same or a similar name',
  name_alike: 'a name that may be the same, spelt otherwise',
  first_name: 'a similar first name',
  name_in_part: 'one similar word in the name',
  birth_date: 'the same date of birth',
  birth_date_turned: 'the same date of birth with day and month exchanged',
  birth_date_january: 'the same date of birth, 1 January, which is put down for many whose birthday nobody knows',
  birth_day: 'the same birthday in another year',
  birth_year: 'the same year of birth, of which one of the two has only 1 January',
  age_and_town: 'a similar age and the same town',
  placement: 'the same home or address',
  number: 'the same telephone number',
  sender: 'the same sender',
}

const LINK_WORDS: Readonly<Record<LinkKind, string>> = { same_child: 'The same child, another enquiry', sibling: 'A sibling' }

/** Reasons a person can check, not a verdict. */
function whyWords({ why, signs = [] }: Pick<Suggestion, 'why' | 'signs'>): string {
  if (why !== 'same_child') return WHY[why]
  return isWeak(signs)
    ? `One of the two names no child; they have in common only ${signWords(signs)}. Read both.`
    : `It may be about ${mayBeWords('the same child', signs)}. Read both.`
}

/** Such as "a similar name and the same date of birth". */
export const signWords = (signs: readonly LinkSign[]): string => listed(weighed(signs).map((sign) => SIGN_WORDS[sign]))

/** The same of whoever bears the very name: "this name and the same date of birth". */
export const veryNameWords = (name: string, signs: readonly LinkSign[]): string => listed([name, ...(signs.includes('birth_date') ? [signWords(['birth_date'])] : [])])

/** Such as "this child, or a twin: one similar word in the name and the same date of birth". */
export const mayBeWords = (child: string, signs: readonly LinkSign[]): string => `${child}${mayBeTwins(weighed(signs)) ? ', or a twin' : ''}: ${signWords(signs)}`

/** What tells little stands after what tells more. */
function standing({ why, signs = [] }: Pick<Suggestion, 'why' | 'signs'>): number {
  if (why !== 'same_child') return 0
  if (isWeak(signs)) return 2
  return isLoose(weighed(signs)) ? 1 : 0
}

const WHY = {
  reference: 'It gives this reference, which anybody may know.',
  reference_in_note: 'A note on one of the two gives the reference of the other. Read both.',
  several_threads: 'It answers our acknowledgements of several enquiries at once. Check who wrote, and to whom.',
  same_message: 'The same message reached us in another mailbox, or twice: the Message-ID, the sender and the words are the same.',
  same_message_id: 'It has the Message-ID and the sender of this one, but the words differ or could not be compared. A Message-ID can be forged: read both.',
} as const

/** What an enquiry belongs with, in words; undefined when that is nothing. */
export function threadView({ id, joinedFrom }: Pick<Intake, 'id' | 'joinedFrom'>, around: AroundThread | undefined, { may, staffId, typed, joinConflicts }: ThreadReader): ThreadView | undefined {
  if (!around) return undefined
  const { first, later, olderLater, suggested, linked } = around
  const lineOf = (related: RelatedIntake): RelatedView => relatedView(related, may.read)
  const backOf = (what: TakingBack['what'], enquiry: string, by: string | undefined): TakingBackForm | undefined =>
    (may.join && (may.part || by === staffId) ? takingBackForm(id, what, enquiry, typed) : undefined)
  return {
    first: first && { ...lineOf(first), back: backOf('join', first.id, first.joinedBy) },
    check: joinedFrom === undefined
      ? ''
      : 'Check who wrote: this answers our acknowledgement, but comes from another address than that went to.',
    later: later.map(lineOf),
    more: olderWords(olderLater),
    suggested: suggested.toSorted((one, other) => standing(one) - standing(other)).map((one) => ({
      ...lineOf(one), id: one.id, why: whyWords(one), mayLink: one.why === 'same_child' || one.why === 'reference_in_note', conflicts: first === undefined ? joinConflicts(one) : [],
    })),
    linked: linked.map((one) => ({ ...lineOf(one), kind: LINK_WORDS[one.kind], linked: `Linked by ${one.linkedByName} on ${londonDateTime(one.linkedAt)}.`, back: backOf('link', one.id, one.linkedBy) })),
    action: may.join ? paths.suggestions(id) : undefined,
    mayJoin: first === undefined,
  }
}

const BACK_WORDS = { join: 'They do not belong together', link: 'They should not be linked' } as const

const fieldIdOf = ({ what, otherId }: Pick<TakingBack, 'what' | 'otherId'>): string => `back-${what}-${otherId}`

function takingBackForm(id: string, what: TakingBack['what'], enquiry: string, typed: TypedForm | undefined): TakingBackForm {
  const state = typed?.form === 'takingBack' && typed.state.otherId === enquiry && typed.state.what === what ? typed.state : undefined
  return { action: paths.belongingBack(id), enquiry, what, summary: BACK_WORDS[what], fieldId: fieldIdOf({ what, otherId: enquiry }), reason: state?.reason ?? '', error: state?.problem }
}

/** What is wrong with the form, if it came back. */
export const takingBackProblems = (typed: TypedForm | undefined): readonly SummaryLink[] =>
  (typed?.form === 'takingBack' ? [{ text: typed.state.problem, href: `#${fieldIdOf(typed.state)}` }] : [])

const olderWords = (count: number): string => {
  if (count === 0) return ''
  return count === 1 ? 'One older message belongs with this enquiry too, not listed here.' : `${count.toLocaleString('en-GB')} older messages belong with this enquiry too, not listed here.`
}

/** A line about another enquiry. @param mayRead whether its subject may be shown */
export const relatedView = ({ id, reference, channel, receivedAt, status, priority, subject = '', automatic }: RelatedIntake, mayRead: boolean): RelatedView => ({
  reference,
  href: paths.intake(id),
  at: londonDateTime(receivedAt),
  priority: priorityTag(priority),
  subject: mayRead ? withoutTurns(subject) : '',
  what: `${CHANNEL_NAMES[channel]}${automatic === undefined ? '' : ', sent by a machine'}. ${STATUS_NAMES[status]}.`,
})
