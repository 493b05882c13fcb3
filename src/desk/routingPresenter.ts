import type { ChildConcernSign } from '../domain/childConcern'
import type { Colleagues } from '../domain/handover'
import type { Intake } from '../domain/intake'
import { isRouted, mayWorkOn, OUTCOMES, ROUTED_CATEGORIES, type Route } from '../domain/routing'
import type { StaffMember } from '../domain/staff'
import type { Category } from '../domain/triage'
import { categoryView, type CategoryView, proposedCategory, seenView, type SeenView } from './categoryPresenter'
import { londonDateTime } from './londonTime'
import { paths } from './paths'
import { organisationLines, type ReplyLetter, replyLetters } from './replyLetter'
import { ownerWords, signWords, standingWords } from './routeWords'
import type { RoutingDesk, RoutingLook } from './routingPorts'
import type { IndicatorLabel } from './triagePresenter'
import type { SummaryLink, TypedForm, TypedRouting } from './typedForms'
import { CATEGORY_NAMES, OUTCOME_NAMES, outcomeWords } from './words'

interface Choice {
  readonly value: string
  readonly text: string
  readonly hint: string
  readonly checked: boolean
}

interface FormWords {
  readonly action: string
  readonly choices: readonly Choice[]
  readonly choiceError: string | undefined
  readonly reason: string
  readonly reasonError: string | undefined
  readonly open: boolean
}

export interface RoutingView {
  /** What it is about; absent for who may not say so, on a list, and while nothing has read it. */
  readonly category: CategoryView | undefined
  readonly seen: SeenView
  /** Who helps adults in its nation, in words, while it waits in the queue as no child's; empty otherwise. */
  readonly helpers: readonly string[]
  /** Nothing says that it is about a child: it is on a list, or as far as is known belongs on one. */
  readonly isNoChilds: boolean
  /** Puts it on another list. */
  readonly reroute: (FormWords & { readonly obstacle: string; readonly signs: readonly string[]; readonly asksWhy: boolean; readonly mayPass: boolean }) | undefined
  /** The list that it is on, or was ended on. */
  readonly list: {
    readonly name: string; readonly href: string | undefined; readonly owner: string; readonly standing: string; readonly decided: string; readonly reason: string; readonly taken: string
  } | undefined
  readonly take: { readonly action: string; readonly text: string; readonly seenTakenBy: string } | undefined
  readonly close: FormWords | undefined
  readonly bringBack: FormWords | undefined
  /** What is low is standard with that. */
  readonly bringBackRaises: boolean
  readonly closing: { readonly text: string; readonly reason: string } | undefined
  readonly replies: readonly ReplyLetter[]
  readonly problems: readonly SummaryLink[]
}

export interface RoutingInput {
  readonly intake: Intake
  readonly look: RoutingLook
  readonly desk: Pick<RoutingDesk, 'routes' | 'standing'>
  readonly staff: StaffMember
  readonly colleagues: Colleagues['everybody']
  readonly may: { readonly reroute: boolean; readonly overrideConcern: boolean; readonly work: boolean }
  readonly labelOf: IndicatorLabel
  readonly typed: TypedForm | undefined
  readonly now: Date
}

/** What is no child concern: how it gets on a list, and what is done with it there. */
export function routingView(input: RoutingInput): RoutingView {
  const { intake, desk, staff, may } = input
  const { rerouting, closing, status } = intake
  const state = input.typed?.form === 'routing' ? input.typed.state : undefined
  const route = rerouting && desk.routes.routes.find(({ category }) => category === rerouting.category)
  const isTheirs = status === 'rerouted' && may.work && route !== undefined && mayWorkOn(route, staff)
  const isInQueue = rerouting === undefined && status !== 'closed'
  return {
    category: isInQueue && may.reroute ? categoryView(intake, input.typed) : undefined,
    seen: seenView(intake),
    helpers: isInQueue && isAboutAdult(intake) ? organisationLines(desk.routes.organisations, intake.triage?.nation ?? 'unknown', 'en').split('\n').map((line) => line.slice(2)) : [],
    isNoChilds: isNoChilds(input),
    reroute: isInQueue && may.reroute ? rerouteForm(input, state) : undefined,
    list: route && listWords(input, route),
    take: isTheirs && rerouting?.taken?.by !== staff.id
      ? { action: paths.routedTaking(intake.id), text: rerouting?.taken ? 'Take it over' : 'Take it', seenTakenBy: rerouting?.taken?.by ?? '' }
      : undefined,
    close: isTheirs
      ? formWords('close', paths.routedClosing(intake.id), OUTCOMES.map((value) => ({ value, text: OUTCOME_NAMES[value], hint: '', checked: state?.which === 'close' && state.choice === value })), state)
      : undefined,
    bringBack: rerouting && may.reroute ? formWords('return', paths.returning(intake.id), [], state) : undefined,
    bringBackRaises: intake.triage?.priority === 'low',
    closing: closing && { text: `${outcomeWords(closing)}: ended by ${closing.byName} on ${londonDateTime(closing.at)}.`, reason: closing.reason },
    replies: route && status === 'rerouted' && may.work ? replyLetters(intake, route, desk.routes) : [],
    problems: (state?.problems ?? []).map(({ field, text }) => ({ text, href: `#${state?.which}-${field === 'reason' ? 'reason' : 'choice'}` })),
  }
}

const categoryOf = ({ triage, categoryConfirmed }: Intake): Category | undefined => categoryConfirmed?.category ?? proposedCategory(triage)

/** An adult in danger is urgent, and stands on no list with a reply that names anybody. */
const isAboutAdult = (intake: Intake): boolean => categoryOf(intake) === 'other'

/** Danger alone is no sign of a child, for adults are in danger too. */
function isNoChilds({ intake, look: { signs, namesYoungAge } }: RoutingInput): boolean {
  if (intake.rerouting) return true
  const category = categoryOf(intake)
  return category !== undefined && isRouted(category) && !namesYoungAge && !signs.some(tellsOfChild)
}

const tellsOfChild = (sign: ChildConcernSign): boolean =>
  ['category', 'record', 'link', 'fact', 'thread'].includes(sign.kind) || (sign.kind === 'signal' && sign.signal === 'ageDisputed')

const YOUNG_AGE = 'The age or date of birth of somebody who may be a child stands in its words'

function rerouteForm({ intake, look, may, labelOf, desk }: RoutingInput, state: TypedRouting | undefined): NonNullable<RoutingView['reroute']> {
  const proposed = proposedCategory(intake.triage)
  const confirmed = intake.categoryConfirmed
  const nameOf = (category: string): string => desk.routes.routes.find((route) => route.category === category)?.name ?? category
  const choices = ROUTED_CATEGORIES.map((value) => ({
    value, text: nameOf(value), hint: value === confirmed?.category ? `What ${confirmed.byName} found` : value === proposed ? 'What the rules propose' : '', checked: state?.which === 'reroute' && state.choice === value,
  }))
  return {
    ...formWords('reroute', paths.rerouting(intake.id), choices, state),
    obstacle: look.obstacle ?? '',
    signs: [...look.signs.map((sign) => signWords(sign, labelOf)), ...(look.namesYoungAge ? [YOUNG_AGE] : [])],
    asksWhy: look.signs.length > 0 || look.namesYoungAge,
    mayPass: look.signs.length === 0 || may.overrideConcern,
  }
}

function formWords(which: TypedRouting['which'], action: string, choices: readonly Choice[], state: TypedRouting | undefined): FormWords {
  const typed = state?.which === which ? state : undefined
  const errorOf = (isReason: boolean): string | undefined => typed?.problems.find(({ field }) => (field === 'reason') === isReason)?.text
  return { action, choices, choiceError: errorOf(false), reason: typed?.reason ?? '', reasonError: errorOf(true), open: typed !== undefined }
}

function listWords({ intake: { rerouting, receivedAt, status }, desk, colleagues, now, may }: RoutingInput, route: Route): RoutingView['list'] {
  if (!rerouting) return undefined
  const { proposed, category, byName, at, taken } = rerouting
  const changed = proposed !== undefined && proposed !== category ? ` The rules had proposed: ${CATEGORY_NAMES[proposed]}.` : ''
  return {
    name: route.name, href: may.work ? paths.list(category) : undefined, owner: ownerWords(route, colleagues), reason: rerouting.reason,
    standing: status === 'rerouted' ? standingWords(desk.standing(receivedAt, category, now)) : '',
    decided: `${byName} put it there on ${londonDateTime(at)}.${changed}`,
    taken: taken ? `Taken by ${taken.byName} on ${londonDateTime(taken.at)}.` : 'Nobody has taken it yet.',
  }
}
