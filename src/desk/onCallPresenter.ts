import { ON_CALL_TURNS, type OnCallTime, type OnCallTurn, onCallTurn, type Uncovered } from '../domain/onCall'
import type { OnCallBoard, OnCallProblem, PersonOnCall } from '../domain/onCallBoard'
import { ROLE_NAMES } from '../domain/roles'
import { londonDay } from '../domain/workingDays'
import { readableNumber } from './callPresenter'
import { capital } from './capital'
import { londonMoment } from './londonTime'
import { paths } from './paths'
import type { SummaryLink } from './typedForms'
import type { Tag } from './words'

/** What was typed into the form that came back. */
export interface TypedOnCall {
  readonly staff: string
  readonly fromDay: string
  readonly fromTime: string
  readonly toDay: string
  readonly toTime: string
  readonly turn: OnCallTurn | undefined
  readonly phone: string
  readonly problems: readonly OnCallProblem[]
}

/** Somebody is to be taken off the list, and has not confirmed what that leaves. */
export interface UnconfirmedEnd {
  readonly staffId: string
  readonly timeId: string
  readonly uncovered: readonly Uncovered[]
  readonly isEmpty: boolean
}

interface Choice {
  readonly value: string
  readonly text: string
  readonly selected: boolean
}

export interface OnCallRow {
  readonly name: string
  readonly role: string
  readonly now: Tag | undefined
  readonly when: string
  readonly turn: string
  /** Empty where there is none. */
  readonly number: string
  /** Absent where a manager cannot take it off. */
  readonly end: { readonly action: string; readonly timeId: string } | undefined
}

export interface OnCallForm extends Omit<TypedOnCall, 'staff' | 'turn' | 'problems'> {
  readonly action: string
  readonly people: readonly Choice[]
  readonly turns: readonly { readonly value: string; readonly text: string; readonly hint: string; readonly checked: boolean }[]
  readonly errors: Readonly<Partial<Record<OnCallProblem['field'], string>>>
}

export interface OnCallView {
  readonly title: string
  readonly duty: string
  readonly how: string
  /** What is wrong with the list as it stands. */
  readonly warning: { readonly text: string; readonly lines: readonly string[] } | undefined
  readonly rows: readonly OnCallRow[]
  readonly form: OnCallForm
  /** What is to be confirmed before somebody is taken off. */
  readonly confirm: { readonly title: string; readonly lines: readonly string[]; readonly action: string; readonly timeId: string; readonly cancel: string } | undefined
  readonly problems: readonly SummaryLink[]
}

export interface OnCallInput {
  readonly board: OnCallBoard
  readonly now: Date
  readonly typed?: TypedOnCall | undefined
  readonly unconfirmed?: UnconfirmedEnd | undefined
}

const GAPS_SHOWN = 5
const TURN_NAMES: Readonly<Record<OnCallTurn, string>> = { 1: 'First', 2: 'Second', 3: 'Third' }
const TURN_HINTS: Readonly<Record<OnCallTurn, string>> = {
  1: 'Several who are first are rung at the same time', 2: 'Rung when nobody who is first has accepted', 3: 'Rung when nobody before them has accepted',
}
const ERROR_FIELDS = { staff: 'staff', from: 'fromDay', to: 'toDay', turn: 'turn', phone: 'phone' } as const

/** The on-call list: who is rung while the service is closed, in which order and on which number. */
export function onCallView({ board, now, typed, unconfirmed }: OnCallInput): OnCallView {
  const rows = board.people.flatMap((person) => rowsOf(person, now))
  return {
    title: 'On-call list',
    duty: paths.duty,
    how: `An urgent enquiry that nobody accepts, and a message that nobody has heard, goes to these people at any hour. They are rung${board.sendsTexts ? ' and sent a text message' : ' (text messages are not set up)'}, and of an urgent enquiry have an email too; they learn the reference only. Pressing 1 accepts the enquiry; of a message it says that they will listen to it.`,
    warning: warningOf(board, now),
    rows: rows.toSorted((a, b) => a.from - b.from || a.order - b.order).map(({ row }) => row),
    form: formOf(board, now, typed),
    confirm: unconfirmed && confirmOf(unconfirmed, board, now),
    problems: (typed?.problems ?? []).map(({ field, text }) => ({ text, href: `#${ERROR_FIELDS[field]}` })),
  }
}

const MAY_WAIT = 'An urgent enquiry that nobody accepts goes to whoever has a telephone, and may wait.'

function warningOf({ uncovered, daysAhead, people, neverCloses }: OnCallBoard, now: Date): OnCallView['warning'] {
  const reachable = people.filter((one) => one.phone !== undefined)
  const isNobody = reachable.every((one) => rowsOf(one, now).length === 0)
  if (!isNobody && neverCloses && reachable.every((one) => onCallTurn(one, now) === undefined)) return { text: `Nobody who can be rung is on call now. ${MAY_WAIT}`, lines: [] }
  if (uncovered.length === 0 && !isNobody) return undefined
  const text = isNobody
    ? `Nobody who can be rung is on the on-call list. ${MAY_WAIT}`
    : `In the next ${daysAhead} days there are hours in which the service is closed and nobody on call can be rung.`
  return { text, lines: gapWords(uncovered, now) }
}

function gapWords(gaps: readonly Uncovered[], now: Date): readonly string[] {
  const lines = gaps.slice(0, GAPS_SHOWN).map(({ from, to }) => capital(`${from <= now ? 'now' : londonMoment(from, now)} to ${londonMoment(to, now)}`))
  return gaps.length > GAPS_SHOWN ? [...lines, `and ${gaps.length - GAPS_SHOWN} more times`] : lines
}

interface OrderedRow {
  readonly row: OnCallRow
  readonly from: number
  readonly order: number
}

/** The times of one person that go on or are to come, and what they said of themselves. */
function rowsOf(person: PersonOnCall, now: Date): readonly OrderedRow[] {
  const { id, name, role, phone, onCallTimes, alwaysOnCall } = person
  const common = { name, role: ROLE_NAMES[role], number: phone === undefined ? '' : readableNumber(phone) }
  const standing = (isNow: boolean): Tag | undefined => {
    if (!isNow) return undefined
    return onCallTurn(person, now) === undefined ? { text: 'On leave', classes: 'govuk-tag--orange' } : { text: 'On call now', classes: 'govuk-tag--green' }
  }
  const listed = onCallTimes.filter(({ to }) => to > now).map((time: OnCallTime): OrderedRow => {
    const { turn = 1, from, to } = time
    const isNow = from <= now
    return {
      row: { ...common, now: standing(isNow), when: capital(`${londonMoment(from, now)} to ${londonMoment(to, now)}`), turn: TURN_NAMES[turn], end: { action: paths.onCallEnd(id), timeId: time.id } },
      from: isNow ? 0 : from.getTime(), order: turn,
    }
  })
  const always = { row: { ...common, now: standing(true), when: 'Always: they said so on their Telephone page', turn: TURN_NAMES[1], end: undefined }, from: 0, order: 1 }
  return alwaysOnCall ? [...listed, always] : listed
}

function formOf({ people }: OnCallBoard, now: Date, typed: TypedOnCall | undefined): OnCallForm {
  const chosen = typed?.staff ?? ''
  const turn = typed ? typed.turn : 1
  const nameOf = ({ name, phone }: PersonOnCall): string => `${name}, ${phone === undefined ? 'no number' : readableNumber(phone)}`
  return {
    action: paths.onCall,
    people: [{ value: '', text: 'Select somebody', selected: chosen === '' }, ...people.map((one) => ({ value: one.id, text: nameOf(one), selected: one.id === chosen }))],
    fromDay: typed?.fromDay ?? londonDay(now), fromTime: typed?.fromTime ?? '', toDay: typed?.toDay ?? '', toTime: typed?.toTime ?? '', phone: typed?.phone ?? '',
    turns: ON_CALL_TURNS.map((value) => ({ value: String(value), text: TURN_NAMES[value], hint: TURN_HINTS[value], checked: value === turn })),
    errors: Object.fromEntries((typed?.problems ?? []).map(({ field, text }) => [field, text])),
  }
}

function confirmOf({ staffId, timeId, uncovered, isEmpty }: UnconfirmedEnd, { people }: OnCallBoard, now: Date): OnCallView['confirm'] {
  const name = people.find(({ id }) => id === staffId)?.name ?? 'them'
  return {
    title: isEmpty ? `Without ${name} nobody is on the on-call list` : `Without ${name} nobody is on call at these times`,
    lines: gapWords(uncovered, now), action: paths.onCallEnd(staffId), timeId, cancel: paths.onCall,
  }
}
