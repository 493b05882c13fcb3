import type { Hit } from '../phrases/hits'
import { sentenceEnd } from '../phrases/runs'
import { ruleKey } from '../rules/rules'
import { standingHits } from './message'
import type { Message } from './message'

/** A greeting has fewer words. */
const FEWEST_WORDS = 4

/** The sentence that a text opens with, greetings aside. */
function openingOf({ runs }: Message): number | undefined {
  for (const { run } of runs) {
    if (run.part !== 'text') continue
    for (let sentence = run.firstSentence; sentence < run.endSentence; sentence += 1) {
      if (sentenceEnd(run, sentence) - (run.words.sentences[sentence] ?? 0) >= FEWEST_WORDS) return sentence
    }
  }
  return undefined
}

/** Whether a message is called an exercise where it says what it is: in its subject, or before anything else is told. */
export function isAnExercise(message: Message): boolean {
  const hits = standingHits(message, ruleKey('cue', 'exercise'))
  if (hits.length === 0) return false
  const opening = openingOf(message)
  const isAhead = ({ run, sentence }: Hit): boolean => run.part === 'subject' || (run.part === 'text' && (opening === undefined || sentence <= opening))
  return hits.some(isAhead)
}
