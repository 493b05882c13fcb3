import type { Availability } from '../domain/availability'
import { ROLE_NAMES } from '../domain/roles'
import { availabilityWords, lineWords } from './availabilityWords'
import { londonClock } from './londonTime'
import { paths } from './paths'
import type { AvailabilityProblem } from './setAvailability'
import type { StaffOnBoard, TelephoneBoard } from '../domain/telephoneBoard'
import type { SummaryLink } from './typedForms'

/** What was typed into the form that came back. */
export interface TypedAvailability {
  readonly kind: Availability['kind'] | undefined
  readonly until: string
  readonly onCall: boolean
  readonly problems: readonly AvailabilityProblem[]
}

export interface AvailabilityForm {
  readonly action: string
  readonly standing: string
  readonly line: string
  readonly choices: readonly { readonly value: Availability['kind']; readonly text: string; readonly hint: string; readonly checked: boolean }[]
  readonly until: string
  readonly onCall: boolean
  readonly availabilityError: string | undefined
  readonly untilError: string | undefined
}

export interface StaffRow {
  readonly name: string
  readonly role: string
  readonly now: string
  readonly availability: string
  readonly onCall: string
  readonly action: string
  readonly toggle: 'away' | 'by_rota'
  readonly button: string
}

export interface TelephoneView {
  readonly title: string
  /** Absent for who has no telephone. */
  readonly form: AvailabilityForm | undefined
  /** Empty for who does not look after the others. */
  readonly staff: readonly StaffRow[]
  readonly problems: readonly SummaryLink[]
  readonly queue: string
}

export interface TelephoneInput {
  readonly board: TelephoneBoard
  readonly staffId: string
  readonly mayManage: boolean
  readonly now: Date
  readonly typed?: TypedAvailability | undefined
}

const CHOICES = [
  { value: 'by_rota', text: 'As the rota says', hint: 'In service hours, while you are on the rota' },
  { value: 'available', text: 'Available', hint: 'In service hours, on the rota or not' },
  { value: 'away', text: 'Not available', hint: 'You are not rung for callers' },
] as const

/** Somebody's own telephone, and for managers everybody's. */
export function telephoneView({ board, staffId, mayManage, now, typed }: TelephoneInput): TelephoneView {
  const own = board.staff.find((one) => one.staffId === staffId)
  return {
    title: 'Telephone',
    form: own && own.line.kind !== 'no_telephone' ? availabilityForm(own, now, typed) : undefined,
    staff: mayManage ? board.staff.map((one) => staffRow(one, now)) : [],
    problems: (typed?.problems ?? []).map(({ field, text }) => ({ text, href: `#${field}` })),
    queue: paths.queue,
  }
}

function availabilityForm(own: StaffOnBoard, now: Date, typed: TypedAvailability | undefined): AvailabilityForm {
  const { availability } = own
  const kind = typed ? typed.kind : availability.kind
  const until = availability.kind !== 'by_rota' && availability.until ? londonClock(availability.until) : ''
  const errorOf = (field: AvailabilityProblem['field']): string | undefined => typed?.problems.find((problem) => problem.field === field)?.text
  return {
    action: paths.availability,
    standing: availabilityWords(own, now),
    line: lineWords(own, now),
    choices: CHOICES.map((choice) => ({ ...choice, checked: choice.value === kind })),
    until: typed ? typed.until : until,
    onCall: typed ? typed.onCall : own.onCall,
    availabilityError: errorOf('availability'),
    untilError: errorOf('until'),
  }
}

const staffRow = (one: StaffOnBoard, now: Date): StaffRow => ({
  name: one.name,
  role: ROLE_NAMES[one.role],
  now: lineWords(one, now),
  availability: availabilityWords(one, now),
  onCall: one.onCall ? 'May be woken at night' : '',
  action: paths.staffAvailability(one.staffId),
  ...(one.availability.kind === 'away'
    ? { toggle: 'by_rota', button: 'Back to the rota' } as const
    : { toggle: 'away', button: 'Set not available' } as const),
})
