import type { Acceptance } from './allocation'
import type { Telling } from './escalation'
import { type FactKind, isYes, type RecordedFact } from './recordedFacts'
import { isRouted } from './routing'
import type { Category, Likeness, Signal, Triage } from './triage'

/** Colleagues who work beside the social worker where an enquiry calls for them. */
export const SECOND_ROLES = ['police_liaison', 'immigration_officer'] as const
export type SecondRole = (typeof SECOND_ROLES)[number]

export const isSecondRole = (role: string): role is SecondRole => SECOND_ROLES.some((one) => one === role)

/** Codes, as triage found them or people recorded them. */
export type SecondReason =
  | { readonly kind: 'signal'; readonly signal: Signal }
  /** Sentences read like it, and nobody found the signal. */
  | { readonly kind: 'likeness'; readonly likeness: Likeness }
  | { readonly kind: 'indicator'; readonly code: string }
  /** Of the category, with an indicator that makes it theirs. */
  | { readonly kind: 'category'; readonly category: Category; readonly code: string }
  /** A person recorded that it is so. */
  | { readonly kind: 'fact'; readonly fact: FactKind }
  /** A person made it urgent. */
  | { readonly kind: 'made_urgent' }

/** Somebody who is called for, and by what. */
export interface SecondCall {
  readonly role: SecondRole
  readonly because: readonly SecondReason[]
}

/** How far the part of a second professional has come. */
export interface SecondProfessional extends SecondCall {
  /** Since when somebody of the role is called for. */
  readonly since: Date
  /** When a person last recorded what calls for one, or made it urgent. */
  readonly calledAt?: Date
  /** By when a named officer is to take it on; absent where none is awaited. */
  readonly acceptBy?: Date
  /** The officer whom a manager named and who has not taken it on yet. */
  readonly asked?: Acceptance
  /** The named officer who is on it. */
  readonly acceptance?: Acceptance
  /** A manager said that none is needed, for all that was known then. */
  readonly notNeeded?: Acceptance
  /** Who was told that nobody was on it, the latest last. */
  readonly tellings?: readonly Telling[]
}

/** All that calls for one, as somebody who decides on it was shown it; reasons are only ever added. */
export const callSeen = ({ because, calledAt }: Pick<SecondProfessional, 'because' | 'calledAt'>): string => `${because.length}/${calledAt?.getTime() ?? 0}`

/** What happened over a second professional; each stands in the enquiry's history. */
export const SECOND_KINDS = ['second_accepted', 'second_named', 'second_handed_back', 'second_gone', 'second_on_leave', 'second_not_needed'] as const
export type SecondKind = (typeof SECOND_KINDS)[number]

/** What calls for somebody; any of it does. */
export interface SecondTriggers {
  readonly signals: readonly Signal[]
  /** In what is urgent: of what is not a person has yet to say whether it is danger. `urgentConcern` has no name, and counts where nothing named calls for them. */
  readonly likenesses: readonly Likeness[]
  /** In casework alone: a request for training may speak of all of them. */
  readonly indicators: readonly string[]
  readonly categories: readonly { readonly category: Category; readonly withIndicators: readonly string[] }[]
  /** Answered with yes. */
  readonly facts: readonly FactKind[]
  /** A person makes it urgent. */
  readonly madeUrgent: boolean
}

export type SecondTriggersByRole = Readonly<Record<SecondRole, SecondTriggers>>

type Found = Pick<Triage, 'signals' | 'indicators' | 'category' | 'priority' | 'readsLike'>

/** Whom the findings of triage call for beside the social worker, and why; nobody where nothing does. */
export const secondsFor = (found: Found, triggers: SecondTriggersByRole): readonly SecondCall[] =>
  called(triggers, (trigger) => reasonsIn(found, trigger))

/** The same of a fact that a person recorded. */
export const secondsForFact = (fact: Pick<RecordedFact, 'kind' | 'values'>, triggers: SecondTriggersByRole): readonly SecondCall[] =>
  called(triggers, ({ facts }) => (isYes(fact) && facts.includes(fact.kind) ? [{ kind: 'fact', fact: fact.kind }] : []))

/** The same where a person makes an enquiry urgent. */
export const secondsForUrgent = (triggers: SecondTriggersByRole): readonly SecondCall[] =>
  called(triggers, ({ madeUrgent }) => (madeUrgent ? [{ kind: 'made_urgent' }] : []))

const called = (triggers: SecondTriggersByRole, reasons: (trigger: SecondTriggers) => readonly SecondReason[]): readonly SecondCall[] =>
  SECOND_ROLES.flatMap((role) => {
    const because = reasons(triggers[role])
    return because.length > 0 ? [{ role, because }] : []
  })

function reasonsIn(found: Found, trigger: SecondTriggers): readonly SecondReason[] {
  const named = [...namedIn(found, trigger), ...likenessesIn(found, trigger).filter((likeness) => likeness !== UNNAMED).map(toReason)]
  return named.length > 0 ? named : likenessesIn(found, trigger).map(toReason)
}

const UNNAMED: Likeness = 'urgentConcern'

const toReason = (likeness: Likeness): SecondReason => ({ kind: 'likeness', likeness })

function likenessesIn({ priority, readsLike, signals }: Found, { likenesses }: SecondTriggers): readonly Likeness[] {
  const known = new Set<string>(Object.keys(signals))
  const read = new Set(priority === 'urgent' ? readsLike?.hits.map(({ likeness }) => likeness) : [])
  return likenesses.filter((likeness) => read.has(likeness) && !known.has(likeness))
}

function namedIn({ signals, indicators, category }: Found, trigger: SecondTriggers): readonly SecondReason[] {
  const found = new Set(indicators.map(({ code }) => code))
  return [
    ...trigger.signals.filter((signal) => signals[signal]).map((signal) => ({ kind: 'signal', signal }) as const),
    ...trigger.indicators.filter((code) => !isRouted(category) && found.has(code)).map((code) => ({ kind: 'indicator', code }) as const),
    ...trigger.categories.filter((one) => one.category === category)
      .flatMap(({ withIndicators }) => withIndicators.filter((code) => found.has(code)).map((code) => ({ kind: 'category', category, code }) as const)),
  ]
}
