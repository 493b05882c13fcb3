import type { Slot } from './compilePhrase'

/** A place in a phrase, with its choice as the index counts it. */
export interface CountedSlot extends Slot {
  /** The choice's, from 1 on. */
  readonly number: number
  /** How often one of the words by which it begins stands in a thousand. */
  readonly frequency: number
}

/** The rarest place of a phrase: only where one of its words stands is the phrase looked for. */
export interface Anchor {
  readonly slot: CountedSlot
  /** How many words may stand between the phrase's first and this place's: from `least` to `most`. */
  readonly least: number
  readonly most: number
}

/** Picks a phrase's anchor: of the places that must be there the rarest, the earlier one when two are level. */
export function anchorOf(slots: readonly CountedSlot[]): Anchor {
  const [start] = slots
  if (!start) throw new Error('A phrase without words has no anchor.')
  let anchor: Anchor = { slot: start, least: 0, most: 0 }
  let [least, most] = [0, 0]
  for (const slot of slots) {
    const { choice, optional, gap, frequency } = slot
    most += gap
    if (!optional && frequency < anchor.slot.frequency) anchor = { slot, least, most }
    least += optional ? 0 : choice.shortest
    most += choice.longest
  }
  return anchor
}

/** The rarest of a phrase's other places that must be there. */
export function rarestBeside(anchor: CountedSlot, slots: readonly CountedSlot[]): CountedSlot | undefined {
  let rarest: CountedSlot | undefined
  for (const slot of slots) {
    if (slot.optional || slot.choice === anchor.choice) continue
    if (!rarest || slot.frequency < rarest.frequency) rarest = slot
  }
  return rarest
}
