/**
 * Short words that nearly every text of a language holds, and that the other does not know. Words that both have (`a`,
 * `i`, `o`, `am`, `at`, `the` in a Welsh sentence's quotation) tell nothing and are left out.
 */
export const FUNCTION_WORDS = {
  cy: [
    'mae', 'maen', 'yn', 'yr', 'y', 'ac', 'ei', 'eu', 'ein', 'eich', 'wedi', 'gan', 'gyda', 'bod', 'fod', 'sydd', 'sy', 'oedd', 'ond', 'nid', 'nad', 'dim',
    'hwn', 'hon', 'hynny', 'rydym', 'rydyn', 'rwy', 'rwyf', 'dw', 'dwi', 'ydw', 'yw', 'os', 'neu', 'mewn', 'oherwydd', 'cael', 'bydd', 'byddai', 'gallwch',
    'beth', 'pryd', 'ble', 'chi', 'ni', 'nhw', 'hi', 'fe', 'iddi', 'iddo', 'ers', 'dros', 'drwy', 'heb', 'hefyd', 'wrth',
  ],
  en: [
    'the', 'and', 'of', 'to', 'is', 'that', 'for', 'with', 'have', 'has', 'we', 'this', 'are', 'was', 'not', 'be', 'been', 'she', 'he', 'they', 'her', 'his',
    'you', 'your', 'our', 'it', 'in', 'on', 'but', 'or', 'if', 'from', 'my', 'what', 'when', 'can', 'will', 'would', 'there', 'who',
  ],
} as const
