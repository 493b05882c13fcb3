const TELLS = /^[\s*•-]*(?:(?:i|we|have|has|also|then|and)\s+)*(?:advised|told|reminded|asked|agreed|gave advice|advice)\b/i
const ASKS_FOR_HELP = /\b(?:999|112|101|police|emergency|duty team|edt|ring us|call us|ring back|call back|report)\b/i
/** What may come to be, said of nobody yet, to the end of its clause: "if the child goes missing again". */
const SUPPOSED = /\b(?:if|in case|should)\s+(?:the (?:child|girl|boy|young person)|she|he|they|anyone|anything|it|there|you)\s+[a-z][^,;:]*/i
/**
 * Where something else begins in the same clause, which may be so already: behind a dash or a bracket, or with a subject of its own.
 * What is thought or told, or stands behind an "or", is supposed with the rest; doubtful words are left to be read.
 */
const OWN_WORDS = new RegExp([
  /\s-|-\s|[–—…()[\]/&+"“”]/,
  /\b(?:as|while|whilst|though|although|whereas|given|plus|when|where|who|whose|which|so|then|also|but)\b/,
  /\band\b(?!\s+(?:is|goes|comes|rings|calls|gets|feels|wants|tries|asks|does|cannot|can't|can’t)\b)/,
  /(?<!\b(?:if|in case|should|or|that|thinks?|believes?|feels?|fears?|hears?|finds?|sees?|learns?)\s+)\b(?:he|she|they|it|there)\s+(?:is|are|was|were|has|have|had|says?|said|will|wants?)\b/,
].map(({ source }) => source).join('|'), 'i')
/** With one of these it tells of something that has happened after all: somebody who is to be back by eight is away. */
const HAPPENED = /\b(?:since|because|been|already|last|not|still|now|back|home|by|yesterday|today|tonight|this (?:morning|afternoon|evening))\b/i

const SENTENCES = /[^.!?\n]+/g

/**
 * A worker's note without what they advised for the case that something comes to be, such as "Advised to ring 999 if she goes missing":
 * it tells of no danger now. Spaces stand in its place, so that every position stays.
 */
export const withoutAdviceGiven = (note: string): string => note.replaceAll(SENTENCES, (sentence) => {
  const [supposed = ''] = TELLS.test(sentence) && ASKS_FOR_HELP.test(sentence) ? SUPPOSED.exec(sentence) ?? [] : []
  if (supposed === '' || HAPPENED.test(supposed)) return sentence
  const end = supposed.search(OWN_WORDS)
  const left = end === -1 ? supposed : supposed.slice(0, end)
  return sentence.replace(left, ' '.repeat(left.length))
})
