import { type Day, isWithinOneWorkingDay } from '../../domain/workingDays'
import type { Hit } from '../phrases/hits'
import { ruleKey } from '../rules/rules'
import type { SignalRule } from '../rules/rulesSchema'
import { daysBeside } from './daysBeside'
import { endingsOf } from './endingsOf'
import { presentHits } from './liveHits'
import type { Setting } from './liveHits'
import { cueHits, hasCue } from './message'
import type { Message } from './message'

/** Whether phrases count that say danger only in company: `hints`, and indicators told of as present. */
export type Hints = 'count' | 'wait'

/** Danger that phrases are sure of and that does not count: the message seems to say that it is over, or that no real child is meant, or does not say whose it is. */
export type SetAside = 'over' | 'unreal' | 'somebodys'

/** A rule that is put to a message. The holidays are put together when one first asks for them: few messages speak of days. */
export interface Asked {
  readonly rule: SignalRule
  readonly message: Message
  readonly setting: Setting
  readonly holidays: () => ReadonlySet<Day>
}

/** What of a signal counts, and what of it does not and should not be forgotten. */
export interface Told {
  readonly hits: readonly Hit[]
  readonly setAside: SetAside | undefined
}

function hitsOfKind({ rule, message, holidays }: Asked, kind: 'firm' | 'signal' | 'hint', setting: Setting): readonly Hit[] {
  const hits = presentHits(message, setting, ruleKey(kind, rule.signal))
  if (rule.dated === undefined) return hits
  return hits.filter((hit) => daysBeside(message, hit).some((day) => isWithinOneWorkingDay(day, message.received, holidays())))
}

/** Exploitation told of as present, in a message that speaks of now and says of nobody that they are safe. */
function impliedByNow({ rule, message, setting }: Asked): readonly Hit[] {
  if (!rule.whenNow || !setting.speaksOfNow || setting.calm || setting.longAgo) return []
  return rule.whenNow.flatMap((code) => [...presentHits(message, setting, ruleKey('indicator', code)), ...presentHits(message, setting, ruleKey('hint', code))])
}

const MEANT = ['childsAge', 'childInShort', 'childMeant'] as const

/** Of a child of some age, or one who is pointed at, hints are enough. */
function isSaidToBeUnreal(asked: Asked): boolean {
  const setting: Setting = { ...asked.setting, noRealChild: false }
  const surely: Setting = { ...setting, isSupposed: setting.isSurelySupposed }
  const isSure = hitsOfKind(asked, 'firm', surely).length > 0 || hitsOfKind(asked, 'signal', surely).length > 0
  const isMeant = MEANT.some((cue) => hasCue(asked.message, cue))
  return isSure || (isMeant && hitsOfKind(asked, 'hint', setting).length > 0)
}

/** What ended danger settles it together with a word of calm; such a word alone may be about anything. */
function isLeftOpen({ rule: { endedBy = [] }, message, setting: { calm, foundSafe } }: Asked, hit: Hit): boolean {
  if (cueHits(message, 'longAgo').some(({ sentence }) => sentence === hit.sentence)) return false
  const endings = endingsOf(message, endedBy, hit)
  return endings.length > 0 && !((calm || foundSafe) && endings.some((cue) => cue !== 'calm'))
}

/** Phrases are sure of it, and who is meant is not said: "D is in police custody". */
function isSaidOfSomebody(asked: Asked): boolean {
  const { rule: { endedBy = [] }, message, setting } = asked
  const open: Setting = { ...setting, childPossible: true, isSupposed: setting.isSurelySupposed }
  return [...hitsOfKind(asked, 'firm', open), ...hitsOfKind(asked, 'signal', open)].some((hit) => endingsOf(message, endedBy, hit).length === 0)
}

export function tellSignal(asked: Asked, hints: Hints): Told {
  const { rule: { endedBy = [] }, message, setting } = asked
  if (setting.noRealChild) return { hits: [], setAside: isSaidToBeUnreal(asked) ? 'unreal' : undefined }
  if (!setting.childPossible && !setting.adultOnly) return { hits: [], setAside: isSaidOfSomebody(asked) ? 'somebodys' : undefined }
  const surely: Setting = { ...setting, isSupposed: setting.isSurelySupposed }
  const sure = hitsOfKind(asked, 'signal', surely)
  const waiting = hints === 'wait' ? [] : [...hitsOfKind(asked, 'hint', setting), ...impliedByNow(asked)]
  const standing = [...sure, ...waiting].filter((hit) => endingsOf(message, endedBy, hit).length === 0)
  return { hits: [...hitsOfKind(asked, 'firm', surely), ...standing], setAside: sure.some((hit) => isLeftOpen(asked, hit)) ? 'over' : undefined }
}
