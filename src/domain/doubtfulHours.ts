import { type Shift, WEEKDAYS, type Weekday, type WorkingPattern } from './workingPattern'

export interface DoubtfulHours {
  readonly day: Weekday
  /** What to ask of whoever wrote them. */
  readonly text: string
}

const DAY = 24 * 60
const WEEK = WEEKDAYS.length * DAY

/** Hours that nobody can have meant: "9-5" by the clock of twelve hours, and turns of which one begins before the other is over. */
export function doubtfulHours(pattern: WorkingPattern): readonly DoubtfulHours[] {
  const halves = pattern.filter(isHalfDay).map(({ day, from, to }) => ({ day, text: `${from}-${to} would end the next morning. Do you mean ${from}-${afternoon(to)}? If so, write that` }))
  return halves.length > 0 ? halves : overlaps(pattern)
}

/** From a morning to the one after: twelve hours and more at a stretch. Until midnight is no morning. */
const isHalfDay = ({ from, to }: Shift): boolean => to < from && from < '12:00' && to !== '00:00'

const afternoon = (time: string): string => `${Number(time.slice(0, 2)) + 12}${time.slice(2)}`

function overlaps(pattern: WorkingPattern): readonly DoubtfulHours[] {
  const turns = pattern.map(turnOf).toSorted((one, other) => one.begins - other.begins)
  return turns.flatMap((turn, place) => {
    const next = turns[(place + 1) % turns.length]
    if (!next || next === turn) return []
    const begins = next.begins + (place + 1 === turns.length ? WEEK : 0)
    return begins < turn.ends ? [{ day: next.shift.day, text: `${next.shift.from}-${next.shift.to} begins before ${turn.shift.from}-${turn.shift.to} is over: write them as one` }] : []
  })
}

function turnOf(shift: Shift) {
  const begins = WEEKDAYS.indexOf(shift.day) * DAY + minutes(shift.from)
  const length = minutes(shift.to) - minutes(shift.from)
  return { shift, begins, ends: begins + (length > 0 ? length : length + DAY) }
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
