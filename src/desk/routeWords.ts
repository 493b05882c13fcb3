import type { ChildConcernSign } from '../domain/childConcern'
import { ROLE_NAMES } from '../domain/roles'
import type { RouteStanding } from '../domain/routeTarget'
import type { Colleagues } from '../domain/handover'
import { isOwner, type Route } from '../domain/routing'
import { dayInWords } from '../domain/dayInWords'
import { capital } from './capital'
import { FACT_TITLES } from './factPresenter'
import type { IndicatorLabel } from './triagePresenter'
import { CATEGORY_NAMES, LIKENESS_NAMES, PRIORITY_NAMES, SIGNAL_NAMES } from './words'

/** Such as "Overdue by 2 working days". */
export function standingWords(standing: RouteStanding): string {
  switch (standing.kind) {
    case 'in_time':
      return `To be answered by ${dayInWords(standing.dueOn)}`
    case 'due_today':
      return 'To be answered today'
    case 'overdue':
      return `Overdue by ${standing.workingDays} working day${standing.workingDays === 1 ? '' : 's'}`
    default:
      return standing satisfies never
  }
}

/** Such as "Duty workers and managers", and of whom nobody is there today. */
export function ownerWords(route: Route, colleagues: Colleagues['everybody']): string {
  const { owners } = route
  const roles = owners.roles.filter((role) => role !== 'manager').map((role) => `${ROLE_NAMES[role]}s`)
  const named = [...roles, ...owners.staff]
  const there = colleagues.filter((one) => one.awayUntil === undefined)
  const areManagers = there.some(({ role }) => role === 'manager')
  if (named.length === 0) return areManagers ? 'Managers' : 'Managers (nobody is there today)'
  if (there.some((one) => isOwner(route, one))) return capital(`${named.join(', ')} and managers`)
  return capital(areManagers ? `${named.join(', ')} (none is there today), so managers` : `${named.join(', ')} and managers (nobody is there today)`)
}

/** Why an enquiry may be about a child. */
export function signWords(sign: ChildConcernSign, labelOf: IndicatorLabel): string {
  switch (sign.kind) {
    case 'category':
      return CATEGORY_NAMES[sign.category]
    case 'priority':
      return `Its priority is ${PRIORITY_NAMES[sign.priority]}`
    case 'signal':
      return SIGNAL_NAMES[sign.signal]
    case 'indicator':
      return labelOf(sign.code)
    case 'likeness':
      return `Reads like: ${LIKENESS_NAMES[sign.likeness]}`
    case 'record':
      return 'The record of a child stands with it'
    case 'link':
      return 'Somebody linked it with another enquiry about the same child, or a sibling'
    case 'fact':
      return `Recorded: ${FACT_TITLES[sign.fact]}`
    case 'thread':
      return 'Another enquiry that belongs with it may be about a child'
    default:
      return sign satisfies never
  }
}
