/** A month as it is named in one language: the whole word, then as people shorten it, the shortest last. In small letters. */
type Names = readonly [whole: string, ...shortened: string[]]

/** The months in their order, as they are written in this country. */
export const MONTHS: readonly { readonly english: Names; readonly welsh: Names }[] = [
  { english: ['january', 'jan'], welsh: ['ionawr', 'ion'] },
  { english: ['february', 'feb'], welsh: ['chwefror', 'chwe'] },
  { english: ['march', 'mar'], welsh: ['mawrth', 'maw'] },
  { english: ['april', 'apr'], welsh: ['ebrill', 'ebr'] },
  { english: ['may'], welsh: ['mai'] },
  { english: ['june', 'jun'], welsh: ['mehefin', 'meh'] },
  { english: ['july', 'jul'], welsh: ['gorffennaf', 'gorff'] },
  { english: ['august', 'aug'], welsh: ['awst'] },
  { english: ['september', 'sept', 'sep'], welsh: ['medi'] },
  { english: ['october', 'oct'], welsh: ['hydref', 'hyd'] },
  { english: ['november', 'nov'], welsh: ['tachwedd', 'tach'] },
  { english: ['december', 'dec'], welsh: ['rhagfyr', 'rhag'] },
]
