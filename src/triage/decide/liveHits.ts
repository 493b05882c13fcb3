import type { Hit } from '../phrases/hits'
import { ruleKey } from '../rules/rules'
import type { CueName } from '../rules/rulesSchema'
import { besideAny } from './besideAny'
import { isAnExercise } from './isAnExercise'
import { cueHits, hasCue, hasStandingCue, standingHits } from './message'
import type { Message } from './message'

/** Who a message speaks of, and how: what decides whether a phrase in it is about a real child. */
export interface Setting {
  /** Nobody under 18 can be meant. */
  readonly childPossible: boolean
  readonly adultOnly: boolean
  readonly noRealChild: boolean
  readonly calm: boolean
  /** A child who was missing is: nothing is said of any other danger. */
  readonly foundSafe: boolean
  readonly longAgo: boolean
  readonly speaksOfNow: boolean
  /** Sentences in which a phrase tells of no real child. */
  readonly isSupposed: (sentence: number) => boolean
  /** The same of what phrases are sure of. */
  readonly isSurelySupposed: (sentence: number) => boolean
  /** Sentences in which it tells of no present one. */
  readonly past: ReadonlySet<number>
}

const sentencesWith = (message: Message, cue: CueName): Set<number> =>
  new Set(cueHits(message, cue).map(({ sentence }) => sentence))

type Supposing = Pick<Setting, 'isSupposed' | 'isSurelySupposed'>

/**
 * A sentence about a subject in general names no child, in a message that asks for training, a story, figures. What is said of a child of
 * some age, or next to that, is about that one, whatever else the message asks for; and so is what phrases are sure of, wherever a child of
 * some age stands in it, or beside one who is pointed at ("the client has absconded").
 */
function supposing(message: Message, isAboutASubject: boolean): Supposing {
  const supposed = new Set([...sentencesWith(message, 'hypothetical'), ...sentencesWith(message, 'story')])
  const isInside = (sentence: number): boolean => supposed.has(sentence)
  if (!isAboutASubject) return { isSupposed: isInside, isSurelySupposed: isInside }
  const particular = sentencesWith(message, 'particularChild')
  const aged = cueHits(message, 'childsAge')
  const isOfAChild = besideAny(message, aged)
  const isSupposed = (sentence: number): boolean => isInside(sentence) || !(particular.has(sentence) || isOfAChild(sentence))
  if (aged.length > 0 || hasCue(message, 'childInShort')) return { isSupposed, isSurelySupposed: isInside }
  const meant = sentencesWith(message, 'childMeant')
  return { isSupposed, isSurelySupposed: (sentence) => isSupposed(sentence) && (isInside(sentence) || !meant.has(sentence)) }
}

export function settingOf(message: Message, isAboutASubject: boolean): Setting {
  const childMentioned = hasStandingCue(message, 'childMentioned')
  const particular = hasCue(message, 'particularChild')
  const adult = hasCue(message, 'adultOnly')
  return {
    childPossible: childMentioned || particular,
    // An age that is unsure, even denied, is a child's until a person knows better.
    adultOnly: adult && !hasCue(message, 'childMentioned'),
    noRealChild: hasStandingCue(message, 'noRealChild') || isAnExercise(message),
    calm: hasStandingCue(message, 'calm'),
    foundSafe: hasStandingCue(message, 'foundSafe'),
    longAgo: hasCue(message, 'longAgo'),
    speaksOfNow: hasCue(message, 'now'),
    ...supposing(message, isAboutASubject),
    past: sentencesWith(message, 'past'),
  }
}

/** Danger at this moment is an adult's as well, and so is a cry for help. */
const OF_ANYBODY: ReadonlySet<string> = new Set(
  (['firm', 'signal', 'hint'] as const).flatMap((kind) => (['immediateDanger', 'helpAskedNow'] as const).map((signal) => ruleKey(kind, signal))),
)

/** The hits that tell of a real child: neither denied nor supposed. */
export function liveHits(message: Message, setting: Setting, key: string): readonly Hit[] {
  const mayCount = setting.childPossible || (setting.adultOnly && OF_ANYBODY.has(key))
  if (!mayCount || setting.noRealChild) return []
  return standingHits(message, key).filter(({ sentence }) => !setting.isSupposed(sentence))
}

export const presentHits = (message: Message, setting: Setting, key: string): readonly Hit[] =>
  liveHits(message, setting, key).filter(({ sentence }) => !setting.past.has(sentence))
