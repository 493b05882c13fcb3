import { calendarOf, CALENDARS, holidaysOf } from '../../domain/bankHolidays'
import type { Nation, Signal } from '../../domain/triage'
import { type Day, isWithinOneWorkingDay } from '../../domain/workingDays'
import type { Hit } from '../phrases/hits'
import { sentenceEnd } from '../phrases/runs'
import { ruleKey } from '../rules/rules'
import type { Rules } from '../rules/rules'
import type { SignalRule } from '../rules/rulesSchema'
import { tokensOf } from '../text/tokens'
import { daysSaid } from './daysSaid'
import { presentHits } from './liveHits'
import type { Setting } from './liveHits'
import { hasStandingCue } from './message'
import type { Message } from './message'

/** Whether phrases count that say danger only in company: `hints`, and indicators told of as present. */
export type Hints = 'count' | 'wait'

export type SignalHits = ReadonlyMap<Signal, readonly Hit[]>

/** The days named in the sentence that holds a hit. */
export const daysBeside = ({ contact, received, dayWords }: Message, { run, sentence }: Hit): string[] => {
  const source = run.part === 'subject' ? contact.subject : contact.text
  return daysSaid(dayWords, tokensOf(run.words, source, run.words.sentences[sentence] ?? run.first, sentenceEnd(run, sentence)), received, source)
}

/** Put together when a rule first asks for them: few messages speak of days. */
type Holidays = () => ReadonlySet<Day>

const isOnTime = (rule: SignalRule, message: Message, hit: Hit, holidays: Holidays): boolean =>
  rule.dated === undefined
  || daysBeside(message, hit).some((day) => isWithinOneWorkingDay(day, message.received, holidays()))

/** Exploitation told of as present, in a message that speaks of now and says of nobody that they are safe. */
function impliedByNow(rule: SignalRule, message: Message, setting: Setting): readonly Hit[] {
  if (!rule.whenNow || !setting.speaksOfNow || setting.calm || setting.longAgo) return []
  return rule.whenNow.flatMap((code) => [...presentHits(message, setting, ruleKey('indicator', code)), ...presentHits(message, setting, ruleKey('hint', code))])
}

function hitsForSignal(rule: SignalRule, message: Message, setting: Setting, holidays: Holidays, hints: Hints): readonly Hit[] {
  const firm = presentHits(message, setting, ruleKey('firm', rule.signal))
  if (rule.endedBy?.some((cue) => hasStandingCue(message, cue))) return firm
  const onTime = (kind: 'signal' | 'hint'): readonly Hit[] =>
    presentHits(message, setting, ruleKey(kind, rule.signal)).filter((hit) => isOnTime(rule, message, hit, holidays))
  const named = [...firm, ...onTime('signal')]
  return hints === 'wait' ? named : [...named, ...onTime('hint'), ...impliedByNow(rule, message, setting)]
}

export function findSignals(rules: Rules, message: Message, setting: Setting, nation: Nation, hints: Hints): SignalHits {
  let known: ReadonlySet<Day> | undefined
  const holidays: Holidays = () => (known ??= holidaysOf(rules.bankHolidays, nation === 'unknown' ? CALENDARS : [calendarOf(nation)]))
  const found = new Map<Signal, readonly Hit[]>()
  for (const rule of rules.signals) {
    const hits = hitsForSignal(rule, message, setting, holidays, hints)
    if (hits.length > 0) found.set(rule.signal, hits)
  }
  return found
}
