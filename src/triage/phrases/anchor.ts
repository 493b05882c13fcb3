import { FREQUENCY_OF_NUMBERS, frequencyOfStem, frequencyOfWord } from './commonWords'
import type { Choice, Term } from './choice'
import type { Phrase } from './compilePhrase'

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
function frequencyOfChoice({ words, runs, others }: Choice): number {
  let sum = 0
  for (const word of words) sum += frequencyOfWord(word)
  for (const word of runs.keys()) sum += frequencyOfWord(word)
  for (const [first] of others) sum += first ? frequencyOf(first) : 0
  return sum
}

/** Many phrases share a choice: how frequent it is, is worked out once. */
export class Frequencies {
  private readonly known = new Map<Choice, number>()

  of(choice: Choice): number {
    const known = this.known.get(choice)
    if (known !== undefined) return known
    const frequency = frequencyOfChoice(choice)
    this.known.set(choice, frequency)
    return frequency
  }
}

/** Picks a phrase's anchor: of the places that must be there the rarest, the earlier one when two are level. */
export function anchorOf({ slots }: Phrase, frequencies: Frequencies): Anchor {
  const [start, ...others] = slots
  if (!start) throw new Error('A phrase without words has no anchor.')
  let anchor: Anchor = { choice: start.choice, least: 0, most: 0 }
  let [rarest, least, most] = [frequencies.of(start.choice), start.choice.shortest, start.choice.longest]
  for (const { choice, optional, gap } of others) {
    most += gap
    if (!optional && frequencies.of(choice) < rarest) {
      anchor = { choice, least, most }
      rarest = frequencies.of(choice)
    }
    least += optional ? 0 : choice.shortest
    most += choice.longest
  }
  return anchor
}

/** The rarest of a phrase's other places that must be there. */
export function rarestBeside({ choice: anchor }: Anchor, { slots }: Phrase, frequencies: Frequencies): Choice | undefined {
  let rarest: Choice | undefined
  for (const { choice, optional } of slots) {
    if (optional || choice === anchor) continue
    if (!rarest || frequencies.of(choice) < frequencies.of(rarest)) rarest = choice
  }
  return rarest
}
