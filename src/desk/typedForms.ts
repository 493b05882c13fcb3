import type { EndingProblem } from '../domain/caseEnding'
import type { FactProblem } from '../domain/factFields'
import type { HandoverProblem } from '../domain/handover'
import type { FactKind } from '../domain/recordedFacts'
import type { RoutingProblem } from '../domain/routing'
import type { Priority } from '../domain/priority'
import type { SecondRole } from '../domain/secondProfessionals'
import type { Disposition } from '../domain/telephony'
import type { FormState } from './decisionFormPresenter'
import type { OtherFound } from './findOther'
import type { WriteUpProblem } from './writeUpCall'

/** What was typed into a form that came back, and what was wrong with it. */
export interface TypedNote {
  readonly note: string
  readonly problem: string
}

export interface TypedWriteUp {
  readonly cardId: string
  readonly note: string
  readonly disposition: Disposition | undefined
  readonly priority: Priority | undefined
  readonly reason: string
  readonly problems: readonly WriteUpProblem[]
}

/** Which of the forms about who has an enquiry came back. */
export interface TypedHandover {
  readonly which: 'give' | 'offer' | 'bar' | 'unbar'
  readonly to: string
  readonly reason: string
  readonly problems: readonly HandoverProblem[]
}

/** Which of the forms about a second professional came back. */
export interface TypedSecond {
  readonly which: 'back' | 'name' | 'take' | 'dismiss'
  readonly role: SecondRole
  readonly to: string
  readonly reason: string
  readonly problems: readonly HandoverProblem[]
}

/** Which of the forms about another list came back. */
export interface TypedRouting {
  readonly which: 'category' | 'reroute' | 'return' | 'close'
  /** The category, or how it ended. */
  readonly choice: string | undefined
  readonly reason: string
  readonly problems: readonly RoutingProblem[]
}

/** How somebody wished to end casework. */
export interface TypedEnding {
  readonly outcome: string | undefined
  /** What the outcome asks for. */
  readonly detail: string
  readonly reason: string
  readonly problems: readonly EndingProblem[]
}

/** Which fact about the child or the referral came back. */
export interface TypedFact {
  readonly kind: FactKind
  readonly typed: Readonly<Record<string, unknown>>
  readonly problems: readonly FactProblem[]
}

/** A reference that somebody looked up to bring two enquiries together, and what came of it. */
export interface TypedBelonging {
  readonly typed: string
  readonly outcome: OtherFound
}

/** Why two enquiries do not belong together, as it was typed. */
export interface TypedTakingBack {
  readonly what: 'join' | 'link'
  readonly otherId: string
  readonly reason: string
  readonly problem: string
}

/** The one form of an enquiry's page that came back; all are fresh otherwise. */
export type TypedForm =
  | { readonly form: 'decision'; readonly state: FormState }
  | { readonly form: 'note'; readonly state: TypedNote }
  | { readonly form: 'card'; readonly state: TypedNote & { readonly cardId: string } }
  | { readonly form: 'callback'; readonly state: { readonly reason: string; readonly problem: string } }
  | { readonly form: 'text'; readonly state: { readonly asked: boolean; readonly safe: boolean; readonly problem: string } }
  | { readonly form: 'handover'; readonly state: TypedHandover }
  | { readonly form: 'second'; readonly state: TypedSecond }
  | { readonly form: 'routing'; readonly state: TypedRouting }
  | { readonly form: 'ending'; readonly state: TypedEnding }
  | { readonly form: 'belonging'; readonly state: TypedBelonging }
  | { readonly form: 'takingBack'; readonly state: TypedTakingBack }
  | { readonly form: 'fact'; readonly state: TypedFact }
  | { readonly form: 'writeUp'; readonly state: TypedWriteUp }

export interface SummaryLink {
  readonly text: string
  readonly href: string
}
