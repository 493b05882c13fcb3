import type { Hit } from '../phrases/hits'
import type { Setting } from './liveHits'
import { cueHits } from './message'
import type { Message } from './message'

const isWithin = (hit: Hit, { run, first, last }: Hit): boolean => hit.run === run && first <= hit.first && hit.last <= last

/** A question of what is to be done of any child: none but the one that it supposes is spoken of, and nothing that goes on now. */
export function isPolicyQuestion(message: Message, { speaksOfNow }: Setting): boolean {
  const questions = cueHits(message, 'policyQuestion')
  const sentences = new Set(questions.map(({ sentence }) => sentence))
  return questions.length > 0 && !speaksOfNow
    && cueHits(message, 'childMentioned').every(({ sentence }) => sentences.has(sentence))
    && cueHits(message, 'particularChild').every((hit) => questions.some((question) => isWithin(hit, question)))
}
