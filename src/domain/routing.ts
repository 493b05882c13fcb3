import type { Role } from './roles'
import type { StaffMember } from './staff'
import type { Language } from './telephony'
import type { Category, Nation } from './triage'

/** What is no concern about a child has a list of its own for each of these; the categories that are missing here are casework. */
export const ROUTED_CATEGORIES = [
  'training', 'research', 'media', 'donation', 'young_people_group', 'general', 'other',
] as const satisfies readonly Category[]
export type RoutedCategory = (typeof ROUTED_CATEGORIES)[number]

export const isRouted = (category: Category): category is RoutedCategory => ROUTED_CATEGORIES.some((routed) => routed === category)

/** Who may have a list; all of these may open enquiries. */
export const OWNER_ROLES = ['duty', 'social_worker', 'manager'] as const satisfies readonly Role[]

/** A reply that somebody may send, as it is written down: it holds nothing of any enquiry. */
export interface ReplyWords {
  readonly subject: string
  readonly text: string
}

/** One list: whose it is, and by when somebody answers. */
export interface Route {
  readonly category: RoutedCategory
  readonly name: string
  /** Beside managers, who may work on every list; people by the address that they sign in with. */
  readonly owners: { readonly roles: readonly (typeof OWNER_ROLES)[number][]; readonly staff: readonly string[] }
  /** By when it is answered, in working days after the day it came. */
  readonly workingDays: number
  readonly reply: Readonly<Record<Language, ReplyWords>>
  /** Whether the page names the organisations that help adults. */
  readonly organisations?: boolean | undefined
}

/** Somebody else who helps adults, where in the United Kingdom. */
export interface Organisation {
  readonly name: string
  /** Absent where it is not sure. */
  readonly number?: string | undefined
  readonly nations: readonly Exclude<Nation, 'unknown'>[]
}

export interface Routes {
  readonly version: string
  readonly routes: readonly Route[]
  readonly organisations: readonly Organisation[]
  /** Ends every reply. */
  readonly closing: Readonly<Record<Language, string>>
}

/** Whether a list is somebody's own; where neither a role nor anybody by name has it, the managers do. */
export const isOwner = ({ owners }: Route, { email, role }: Pick<StaffMember, 'email' | 'role'>): boolean =>
  owners.roles.some((owner) => owner === role) || owners.staff.includes(email.toLowerCase()) || (role === 'manager' && owners.roles.length + owners.staff.length === 0)

/**
 * Whose a list is at a moment: of those who are there, whoever it belongs to; where that is nobody, the managers.
 * @param there who is not away, nor barred from what is asked about
 */
export function ownersAmong<P extends Pick<StaffMember, 'email' | 'role'>>(route: Route, there: readonly P[]): readonly P[] {
  const own = there.filter((person) => isOwner(route, person))
  return own.length > 0 ? own : there.filter(({ role }) => role === 'manager')
}

/** Whether a list is somebody's to work on: managers may on every one. */
export const mayWorkOn = (route: Route, person: Pick<StaffMember, 'email' | 'role'>): boolean => person.role === 'manager' || isOwner(route, person)

/** Which list an enquiry went to, and who decided so. */
export interface Rerouting {
  readonly category: RoutedCategory
  /** What the rules had made of it; absent when they had not read it. */
  readonly proposed?: Category
  readonly by: string
  readonly byName: string
  readonly at: Date
  /** Empty where what the rules proposed was confirmed. */
  readonly reason: string
  /** Who answers it; absent while nobody has taken it. */
  readonly taken?: { readonly by: string; readonly byName: string; readonly at: Date }
}

export const OUTCOMES = ['answered', 'passed_on', 'no_answer_needed'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What is done with an enquiry on its way over a list; each stands in its history. `came_back`: by itself. */
export const ROUTING_KINDS = ['category_confirmed', 'rerouted', 'brought_back', 'came_back', 'route_taken', 'closed'] as const
export type RoutingKind = (typeof ROUTING_KINDS)[number]

export interface RoutingProblem {
  readonly field: 'category' | 'outcome' | 'reason'
  readonly text: string
}

export type RoutingOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly problems: readonly RoutingProblem[] }
  /** It was read or decided on anew since the page was opened. */
  | { readonly kind: 'overtaken' }
