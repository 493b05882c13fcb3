import { calendarOf, CALENDARS, holidaysOf } from '../../domain/bankHolidays'
import type { Nation, Signal } from '../../domain/triage'
import type { Day } from '../../domain/workingDays'
import type { Hit } from '../phrases/hits'
import type { Rules } from '../rules/rules'
import type { Setting } from './liveHits'
import type { Message } from './message'
import { type Hints, type SetAside, tellSignal } from './tellSignal'

export type SignalHits = ReadonlyMap<Signal, readonly Hit[]>

export interface FoundSignals {
  readonly signals: SignalHits
  readonly setAside: SetAside | undefined
}

export function findSignals(rules: Rules, message: Message, setting: Setting, nation: Nation, hints: Hints): FoundSignals {
  let known: ReadonlySet<Day> | undefined
  const holidays = (): ReadonlySet<Day> => (known ??= holidaysOf(rules.bankHolidays, nation === 'unknown' ? CALENDARS : [calendarOf(nation)]))
  const signals = new Map<Signal, readonly Hit[]>()
  let setAside: SetAside | undefined
  for (const rule of rules.signals) {
    const told = tellSignal({ rule, message, setting, holidays }, hints)
    if (told.hits.length > 0) signals.set(rule.signal, told.hits)
    setAside ??= told.setAside
  }
  return { signals, setAside }
}
