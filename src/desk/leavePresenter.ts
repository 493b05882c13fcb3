import type { LeaveOnBoard, LeaveProblem, PersonOnBoard } from '../domain/dutyBoard'
import { ROLE_NAMES, type Role } from '../domain/roles'
import { isSecondRole } from '../domain/secondProfessionals'
import { londonDay } from '../domain/workingDays'
import { uncapital } from './capital'
import { carriesWords, leaveWords } from './dutyWords'
import { paths } from './paths'
import type { SummaryLink } from './typedForms'

/** What was typed into the form that came back. */
export interface TypedLeave {
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

/** Who stands in, and what becomes of their work. */
interface Standing {
  readonly covers: readonly Choice[]
  /** Empty where nothing goes over by itself. */
  readonly handOvers: readonly Choice[]
  readonly error: string | undefined
}

export interface LeaveView {
  readonly title: string
  readonly role: string
  readonly duty: string
  readonly rows: readonly { readonly words: string; readonly id: string }[]
  readonly endAction: string
  readonly action: string
  readonly from: string
  readonly to: string
  readonly fromError: string | undefined
  readonly toError: string | undefined
  /** Absent for who has nothing that somebody could see to in their place. */
  readonly standing: Standing | undefined
  /** What becomes of what they are on, where nothing is handed over. */
  readonly otherwise: string
  readonly problems: readonly SummaryLink[]
}

/** The leave of one member of staff, and the form that sets more. */
export function leaveView(person: PersonOnBoard, people: readonly PersonOnBoard[], now: Date, typed?: TypedLeave): LeaveView {
  const { staffId, name, role, leave } = person
  const errorOf = (field: LeaveProblem['field']): string | undefined => typed?.problems.find((problem) => problem.field === field)?.text
  return {
    title: `Leave of ${name}`,
    role: ROLE_NAMES[role],
    duty: paths.duty,
    rows: leave.map((one) => ({ words: leaveWords(one, now), id: one.id })),
    endAction: paths.leaveEnd(staffId),
    action: paths.leave(staffId),
    from: typed ? typed.from : londonDay(now),
    to: typed?.to ?? '',
    fromError: errorOf('from'),
    toError: errorOf('to'),
    standing: HAS_WORK[role] || isSecondRole(role) ? standing(person, people, now, typed, errorOf('cover')) : undefined,
    otherwise: HAS_WORK[role] ? '' : otherwiseWords(person),
    problems: (typed?.problems ?? []).map(({ field, text }) => ({ text, href: `#${field}` })),
  }
}

/** Who has enquiries, or supervises those who do. */
const HAS_WORK: Readonly<Partial<Record<Role, true>>> = { social_worker: true, manager: true }

const otherwiseWords = ({ name, role }: PersonOnBoard): string => isSecondRole(role)
  ? `What ${name} is on is nobody’s from the first day: other officers are told of it, whoever covers first.`
  : `${name} is given no enquiries, so that nobody has to take any over.`

function standing({ staffId, name, role, carries }: PersonOnBoard, people: readonly PersonOnBoard[], now: Date, typed: TypedLeave | undefined, error: string | undefined): Standing {
  const others = people.filter((other) => other.role === role && other.staffId !== staffId)
  const choice = (value: string, text: string, chosen = ''): Choice => ({ value, text, selected: value === chosen })
  return {
    error,
    covers: [choice('', 'Nobody', typed?.cover), ...others.map((other) => choice(other.staffId, coverWords(other, carries?.load ?? 0, now), typed?.cover))],
    handOvers: !HAS_WORK[role] ? [] : [
      choice('', `Stays with ${name}`, typed?.handOver), choice('for_the_leave', 'Goes to whoever covers, and comes back', typed?.handOver),
      choice('for_good', 'Goes to whoever covers, for good', typed?.handOver),
    ],
  }
}

/** What one has to know of somebody before work is given to them: "Dot Worker (12.5 of 25 points, 9 enquiries; on leave until 27 November 2026, nobody covers)". @param work points of what would go over */
function coverWords({ name, role, onRota, leave, carries }: PersonOnBoard, work: number, now: Date): string {
  const facts = [
    ...(carries ? [carriesWords(carries)] : []),
    ...(carries && work > 0 && carries.load + work > carries.limit ? [`${carries.load + work} of ${carries.limit} points with this work, over their limit`] : []),
    ...(role === 'social_worker' && !onRota ? ['not on the rota'] : []),
    ...leave.map((one) => uncapital(leaveWords(one, now))),
  ]
  return facts.length === 0 ? name : `${name} (${facts.join('; ')})`
}
