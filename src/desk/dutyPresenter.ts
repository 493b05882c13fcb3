import { dayInWords } from '../domain/dayInWords'
import type { Duty } from '../domain/duty'
import type { DutyBoard, PersonOnBoard } from '../domain/dutyBoard'
import { ROLE_NAMES } from '../domain/roles'
import { writtenPattern } from '../domain/workingPattern'
import { carriesWords, leaveWords } from './dutyWords'
import { londonShort } from './londonTime'
import { paths } from './paths'
import type { Tag } from './words'

export interface DutyRow {
  readonly name: string
  /** Where their hours, skills and limit are changed; absent for who may not. */
  readonly href: string | undefined
  readonly role: string
  readonly duty: Tag
  readonly detail: string
  readonly hours: string
  /** What goes on or is to come, in words. */
  readonly leave: readonly string[]
  /** Where it is set and ended; absent for who may not. */
  readonly leaveHref: string | undefined
  /** Such as "12.5 of 25 points, 9 enquiries"; empty for who is given none. */
  readonly carries: string
  /** Whether they are at their limit, or over it, in words; empty where they have room, and for who is given none. */
  readonly full: string
  /** Who supervises them; empty for who is given no enquiries, and where nobody does. */
  readonly supervision: string
  readonly unsupervised: boolean
}

export interface DutyView {
  readonly title: string
  readonly summary: string
  /** Who is rung out of hours; absent for who does not look after it. */
  readonly onCallHref: string | undefined
  readonly rows: readonly DutyRow[]
}

export interface DutyInput {
  readonly board: DutyBoard
  readonly mayManage: boolean
  readonly now: Date
}

/** Who is on duty, who is on leave and covered by whom, and how much each carries. */
export function dutyView({ board, mayManage, now }: DutyInput): DutyView {
  const onDuty = board.people.filter(({ role, duty }) => role === 'social_worker' && duty.kind === 'on_duty')
  const workers = onDuty.filter(({ supervisorName }) => supervisorName !== undefined)
  return {
    title: 'Who is on duty',
    summary: board.isOpen
      ? `${workers.length === 0 ? 'No social worker is' : workers.length === 1 ? 'One social worker is' : `${workers.length} social workers are`} on duty now.${unsupervisedWords(onDuty.length - workers.length)}`
      : 'The service is closed: nobody is given enquiries now.',
    onCallHref: mayManage ? paths.onCall : undefined,
    rows: board.people.map((person) => dutyRow(person, now, mayManage)),
  }
}

/** Nobody is given an enquiry whom no manager supervises. */
const unsupervisedWords = (many: number): string =>
  many === 0 ? '' : ` ${many === 1 ? 'One who is here has' : `${many} who are here have`} no manager at work, and ${many === 1 ? 'is' : 'are'} given none.`

function dutyRow(person: PersonOnBoard, now: Date, mayManage: boolean): DutyRow {
  const { staffId, name, role, duty, onRota, pattern, leave, carries, supervisorName } = person
  return {
    name,
    href: mayManage ? paths.staffMember(staffId) : undefined,
    role: ROLE_NAMES[role],
    ...(role === 'manager' && (duty.kind === 'not_on_rota' || duty.kind === 'closed') ? SUPERVISES : dutyWords(duty, now)),
    hours: !onRota ? 'Not on the rota' : pattern ? writtenPattern(pattern) : 'All service hours',
    leave: leave.map((one) => leaveWords(one, now)),
    leaveHref: mayManage ? paths.leave(staffId) : undefined,
    carries: carries ? carriesWords(carries) : '',
    supervision: supervisorName === undefined ? '' : `supervised by ${supervisorName}`,
    unsupervised: carries !== undefined && supervisorName === undefined,
    full: carries === undefined || carries.load < carries.limit ? '' : carries.load > carries.limit ? 'Over the limit' : 'At the limit',
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
      return { duty: tag('On leave', 'orange'), detail: `until ${dayInWords(duty.leave.to)}` }
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
