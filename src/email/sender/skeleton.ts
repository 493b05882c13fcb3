import unhomoglyph from 'unhomoglyph'

/**
 * What a text looks like, so that two that look the same are the same: accents and invisible characters go, and each
 * character becomes the one that it resembles (Unicode's list of confusables, UTS 39), such as `rn` for `m`.
 */
export function skeleton(text: string): string {
  const bare = text.normalize('NFKD').replaceAll(/[\p{M}\p{Cf}]/gu, '').toLowerCase()
  // A zero resembles a capital O, which resembles what a small o does: so a second time.
  const once = unhomoglyph(bare).toLowerCase()
  return unhomoglyph(once).toLowerCase().replaceAll('vv', 'w')
}

/** What the words of a text look like, a space around each, so that whole words can be looked for. */
export const wordsIn = (text: string): string => ` ${skeleton(text.replaceAll(/['’]/g, '')).replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()} `
