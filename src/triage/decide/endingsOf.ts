import type { Hit } from '../phrases/hits'
import { ruleKey } from '../rules/rules'
import type { CueName } from '../rules/rulesSchema'
import { isContrasted } from './isTakenBack'
import { hasCue, standingHits } from './message'
import type { Message } from './message'

/** What is quoted was written first, and a subject is read before its text. */
const IN_ORDER: readonly Hit['run']['part'][] = ['quoted', 'subject', 'text']

const isBehind = (hit: Hit, ending: Hit): boolean => {
  const [part, other] = [IN_ORDER.indexOf(hit.run.part), IN_ORDER.indexOf(ending.run.part)]
  return part === other ? startOf(hit) > startOf(ending) : part > other
}

const startOf = ({ run, first }: Hit): number => run.words.starts[first] ?? 0

/** Calm that is spoken, without a full stop, colours what is said in the same breath. */
const runsOn = (ending: Hit, hit: Hit): boolean =>
  hit.sentence === ending.sentence || (hit.run === ending.run && ending.phrase.key === ruleKey('cue', 'calm'))

/** Hits of common words are kept for each run, not for the whole message. */
const speaksIn = ({ runs }: Message, cue: CueName, { run, sentence }: Hit): boolean =>
  runs.some((one) => one.run === run && one.hits.some((hit) => hit.sentence === sentence && hit.phrase.key === ruleKey('cue', cue)))

/** "She was found safe. She had been missing since Friday": what follows may still tell what went before. */
const isToldAsPast = (message: Message, hit: Hit): boolean => speaksIn(message, 'toldAsPast', hit) && !speaksIn(message, 'toldAsPresent', hit)

/**
 * Which of these words say that what a hit tells is over. They end what was told up to them, and of what follows only what is told as past:
 * in the present that is another child's danger, or a later one.
 */
export function endingsOf(message: Message, cues: readonly CueName[], hit: Hit): readonly CueName[] {
  let past: boolean | undefined
  const ends = (ending: Hit): boolean => {
    if (!isBehind(hit, ending)) return true
    return runsOn(ending, hit) ? !isContrasted(message, ending, hit) : (past ??= isToldAsPast(message, hit))
  }
  return cues.filter((cue) => hasCue(message, cue) && standingHits(message, ruleKey('cue', cue)).some(ends))
}
