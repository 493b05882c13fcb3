import { FREQUENCY_OF_NUMBERS, frequencyOfStem, frequencyOfWord } from './commonWords'
import type { Choice, Phrase, Term } from './compilePhrase'

/** The rarest place of a phrase: only where one of its words stands is the phrase looked for. */
export interface Anchor {
  readonly choice: Choice
  /** How many words may stand between the phrase's first and this place's: from `least` to `most`. */
  readonly least: number
  readonly most: number
}

function frequencyOf(term: Term): number {
  switch (term.kind) {
    case 'word': return frequencyOfWord(term.word)
    case 'stem': return frequencyOfStem(term.stem)
    case 'number': return FREQUENCY_OF_NUMBERS
    default: return term satisfies never
  }
}

/** How often one of the words by which a choice begins stands in a thousand. */
const frequencyOfChoice = ({ words, runs, others }: Choice): number =>
  [...words, ...runs.keys()].reduce((sum, word) => sum + frequencyOfWord(word), 0)
  + others.reduce((sum, [first]) => sum + (first ? frequencyOf(first) : 0), 0)

/** Picks a phrase's anchor: of the places that must be there the rarest, the earlier one when two are level. */
export function anchorOf({ slots }: Phrase, frequencies: Map<Choice, number>): Anchor {
  const known = (choice: Choice): number => {
    const frequency = frequencies.get(choice) ?? frequencyOfChoice(choice)
    frequencies.set(choice, frequency)
    return frequency
  }
  const [start, ...others] = slots
  if (!start) throw new Error('A phrase without words has no anchor.')
  let anchor: Anchor = { choice: start.choice, least: 0, most: 0 }
  let [rarest, least, most] = [known(start.choice), start.choice.shortest, start.choice.longest]
  for (const { choice, optional, gap } of others) {
    most += gap
    if (!optional && known(choice) < rarest) {
      anchor = { choice, least, most }
      rarest = known(choice)
    }
    least += optional ? 0 : choice.shortest
    most += choice.longest
  }
  return anchor
}
