import type { Hit } from '../phrases/hits'
import type { CueName } from '../rules/rulesSchema'
import { cueHits, hasCue, hasStandingCue, standingHits } from './message'
import type { Message } from './message'

/** Who a message speaks of, and how: what decides whether a phrase in it is about a real child. */
export interface Setting {
  /** Nobody under 18 can be meant. */
  readonly childPossible: boolean
  readonly adultOnly: boolean
  readonly noRealChild: boolean
  readonly calm: boolean
  readonly longAgo: boolean
  readonly speaksOfNow: boolean
  /** Sentences in which a phrase tells of no real child. */
  readonly isSupposed: (sentence: number) => boolean
  /** Sentences in which it tells of no present one. */
  readonly past: ReadonlySet<number>
}

const sentencesWith = (message: Message, cue: CueName): Set<number> =>
  new Set(cueHits(message, cue).map(({ sentence }) => sentence))

/** A sentence about a subject in general names no child, in a message that asks for training, a story, figures. */
function supposing(message: Message, isAboutASubject: boolean): Setting['isSupposed'] {
  const supposed = new Set([...sentencesWith(message, 'hypothetical'), ...sentencesWith(message, 'story')])
  if (!isAboutASubject) return (sentence) => supposed.has(sentence)
  const particular = sentencesWith(message, 'particularChild')
  return (sentence) => supposed.has(sentence) || !particular.has(sentence)
}

export function settingOf(message: Message, isAboutASubject: boolean): Setting {
  const childMentioned = hasStandingCue(message, 'childMentioned')
  const particular = hasCue(message, 'particularChild')
  const adult = hasCue(message, 'adultOnly')
  return {
    childPossible: childMentioned || particular,
    // An age that is unsure, even denied, is a child's until a person knows better.
    adultOnly: adult && !hasCue(message, 'childMentioned'),
    noRealChild: hasStandingCue(message, 'noRealChild'),
    calm: hasStandingCue(message, 'calm'),
    longAgo: hasCue(message, 'longAgo'),
    speaksOfNow: hasCue(message, 'now'),
    isSupposed: supposing(message, isAboutASubject),
    past: sentencesWith(message, 'past'),
  }
}

/** The hits that tell of a real child: neither denied nor supposed. */
export function liveHits(message: Message, setting: Setting, key: string): readonly Hit[] {
  if (!setting.childPossible || setting.noRealChild) return []
  return standingHits(message, key).filter(({ sentence }) => !setting.isSupposed(sentence))
}

export const presentHits = (message: Message, setting: Setting, key: string): readonly Hit[] =>
  liveHits(message, setting, key).filter(({ sentence }) => !setting.past.has(sentence))
