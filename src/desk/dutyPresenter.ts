import type { Duty } from '../domain/duty'
import type { DutyBoard, LeaveOnBoard, LeaveProblem, PersonOnBoard } from '../domain/dutyBoard'
import { ROLE_NAMES } from '../domain/roles'
import { londonDay } from '../domain/workingDays'
import { writtenPattern } from '../domain/workingPattern'
import { londonDayWords, londonShort } from './londonTime'
import { paths } from './paths'
import type { SummaryLink } from './typedForms'
import type { Tag } from './words'

/** What was typed into the form that came back. */
export interface TypedLeave {
  readonly staffId: string
  readonly from: string
  readonly to: string
  readonly cover: string
  readonly handOver?: LeaveOnBoard['handOver'] | undefined
  readonly problems: readonly LeaveProblem[]
}

interface Choice {
  readonly value: string
  readonly text: string
  readonly selected: boolean
}

export interface LeaveForm {
  readonly action: string
  readonly idPrefix: string
  /** Opened because it came back. */
  readonly open: boolean
  readonly from: string
  readonly to: string
  readonly covers: readonly Choice[]
  readonly handOvers: readonly Choice[]
  readonly fromError: string | undefined
  readonly toError: string | undefined
  readonly coverError: string | undefined
}

interface LeaveRow {
  readonly words: string
  readonly id: string
  /** Absent for who may not end it. */
  readonly endHref: string | undefined
}

export interface DutyRow {
  readonly name: string
  /** Where their hours, skills and limit are changed; absent for who may not. */
  readonly href: string | undefined
  readonly role: string
  readonly duty: Tag
  readonly detail: string
  readonly hours: string
  readonly leave: readonly LeaveRow[]
  /** Such as "12.5 of 25 points, 9 enquiries"; empty for who is given none. */
  readonly carries: string
  readonly full: boolean
  /** Who supervises them; empty for who is given no enquiries, and where nobody does. */
  readonly supervision: string
  readonly unsupervised: boolean
  readonly form: LeaveForm | undefined
}

export interface DutyView {
  readonly title: string
  readonly summary: string
  /** Who is rung out of hours; absent for who does not look after it. */
  readonly onCallHref: string | undefined
  readonly rows: readonly DutyRow[]
  readonly problems: readonly SummaryLink[]
}

export interface DutyInput {
  readonly board: DutyBoard
  readonly mayManage: boolean
  readonly now: Date
  readonly typed?: TypedLeave | undefined
}

/** Who is on duty, who is on leave and covered by whom, and how much each carries. */
export function dutyView({ board, mayManage, now, typed }: DutyInput): DutyView {
  const workers = board.people.filter(({ role, duty }) => role === 'social_worker' && duty.kind === 'on_duty')
  return {
    title: 'Who is on duty',
    summary: board.isOpen
      ? `${workers.length === 0 ? 'No social worker is' : workers.length === 1 ? 'One social worker is' : `${workers.length} social workers are`} on duty now.`
      : 'The service is closed: nobody is given enquiries now.',
    onCallHref: mayManage ? paths.onCall : undefined,
    rows: board.people.map((person) => dutyRow(person, board, now, mayManage, typed)),
    problems: typed ? typed.problems.map(({ field, text }) => ({ text, href: `#${field}-${typed.staffId}` })) : [],
  }
}

function dutyRow(person: PersonOnBoard, board: DutyBoard, now: Date, mayManage: boolean, typed: TypedLeave | undefined): DutyRow {
  const { staffId, name, role, duty, pattern, leave, carries, supervisorName } = person
  return {
    name,
    href: mayManage ? paths.staffMember(staffId) : undefined,
    role: ROLE_NAMES[role],
    ...(role === 'manager' && (duty.kind === 'not_on_rota' || duty.kind === 'closed') ? SUPERVISES : dutyWords(duty, now)),
    hours: pattern ? writtenPattern(pattern) : 'All service hours',
    leave: leave.map((one) => ({ words: leaveWords(one, now), id: one.id, endHref: mayManage ? paths.leaveEnd(staffId) : undefined })),
    carries: carries ? `${carries.load} of ${carries.limit} points, ${carries.cases} ${carries.cases === 1 ? 'enquiry' : 'enquiries'}` : '',
    supervision: supervisorName === undefined ? '' : `supervised by ${supervisorName}`,
    unsupervised: carries !== undefined && supervisorName === undefined,
    full: carries !== undefined && carries.load >= carries.limit,
    form: mayManage ? leaveForm(person, board, now, typed?.staffId === staffId ? typed : undefined) : undefined,
  }
}

const tag = (text: string, colour: string): Tag => ({ text, classes: `govuk-tag--${colour}` })

/** A manager need not be on the rota to supervise. */
const SUPERVISES = { duty: tag('Supervises', 'blue'), detail: '' } as const

function dutyWords(duty: Duty, now: Date): Pick<DutyRow, 'duty' | 'detail'> {
  switch (duty.kind) {
    case 'on_duty':
      return { duty: tag('On duty', 'green'), detail: '' }
    case 'on_leave':
      return { duty: tag('On leave', 'orange'), detail: `until ${londonDayWords(duty.leave.to)}` }
    case 'away':
      return { duty: tag('Away', 'yellow'), detail: duty.until ? `until ${londonShort(duty.until, now)}` : 'until further notice' }
    case 'not_on_rota':
      return { duty: tag('Not on the rota', 'grey'), detail: '' }
    case 'outside_pattern':
      return { duty: tag('Not working now', 'grey'), detail: '' }
    case 'closed':
      return { duty: tag('Service closed', 'grey'), detail: '' }
    case 'disabled':
      return { duty: tag('Account closed', 'grey'), detail: '' }
    default:
      return duty satisfies never
  }
}

const HAND_OVER_WORDS: Readonly<Record<NonNullable<LeaveOnBoard['handOver']>, string>> = {
  for_the_leave: 'open work goes over and comes back', for_good: 'open work goes over for good',
}

function leaveWords({ from, to, coverName, handOver }: LeaveOnBoard, now: Date): string {
  const today = londonDay(now)
  const when = from <= today ? `On leave until ${londonDayWords(to)}` : `On leave from ${londonDayWords(from)} to ${londonDayWords(to)}`
  const cover = coverName === undefined ? 'nobody covers' : `covered by ${coverName}`
  return `${when}, ${cover}${handOver ? `; ${HAND_OVER_WORDS[handOver]}` : ''}`
}

function leaveForm({ staffId, role }: PersonOnBoard, { people }: DutyBoard, now: Date, typed: TypedLeave | undefined): LeaveForm {
  const errorOf = (field: LeaveProblem['field']): string | undefined => typed?.problems.find((problem) => problem.field === field)?.text
  const others = people.filter((other) => other.role === role && other.staffId !== staffId)
  const choice = (value: string, text: string, chosen: string): Choice => ({ value, text, selected: value === chosen })
  const handOver = typed?.handOver ?? ''
  return {
    action: paths.leave(staffId),
    idPrefix: staffId,
    open: typed !== undefined,
    from: typed ? typed.from : londonDay(now),
    to: typed?.to ?? '',
    covers: [choice('', 'Nobody', typed?.cover ?? ''), ...others.map((other) => choice(other.staffId, other.name, typed?.cover ?? ''))],
    handOvers: [
      choice('', 'Stays with them', handOver), choice('for_the_leave', 'Goes to the cover and comes back', handOver),
      choice('for_good', 'Goes to the cover for good', handOver),
    ],
    fromError: errorOf('from'), toError: errorOf('to'), coverError: errorOf('cover'),
  }
}
