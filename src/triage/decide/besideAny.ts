import type { Hit } from '../phrases/hits'
import type { Message } from './message'

/** Which sentence of a message each one is: what is not read of it stands in between. */
function placesOfSentences({ runs }: Message): Map<number, number> {
  const places = new Map<number, number>()
  for (const { run } of runs) for (let sentence = run.firstSentence; sentence < run.endSentence; sentence += 1) places.set(sentence, places.size)
  return places
}

/** Whether a sentence holds one of some hits, or stands next to one that does. */
export function besideAny(message: Message, hits: readonly Hit[]): (sentence: number) => boolean {
  if (hits.length === 0) return () => false
  const placeOf = placesOfSentences(message)
  const places = new Set(hits.map(({ sentence }) => placeOf.get(sentence) ?? -1))
  return (sentence) => {
    const place = placeOf.get(sentence) ?? -1
    return places.has(place) || places.has(place - 1) || places.has(place + 1)
  }
}
