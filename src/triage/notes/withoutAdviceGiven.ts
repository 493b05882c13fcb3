const TELLS = /^[\s*•-]*(?:(?:i|we|have|has|also|then|and)\s+)*(?:advised|told|reminded|asked|agreed|gave advice|advice)\b/i
const ASKS_FOR_HELP = /\b(?:999|112|101|police|emergency|duty team|edt|ring us|call us|ring back|call back|report)\b/i
/** What may come to be, said of nobody yet: "if the child goes missing again". */
const SUPPOSED = /\b(?:if|in case|should)\s+(?:the (?:child|girl|boy|young person)|she|he|they|anyone|anything|it|there|you)\s+(?:is|are|goes|go|feels|feel|comes|come|runs|run|gets|get|turns|turn|returns|return|changes|change|does|do)\b/i
/** With one of these it tells of something that has happened after all. */
const HAPPENED = /\b(?:since|because|been|already|last|yesterday|today|tonight|this (?:morning|afternoon|evening))\b/i

const SENTENCES = /[^.!?\n]+/g

/**
 * A worker's note without what they advised for the case that something comes to be, such as "Advised to ring 999 if she goes missing":
 * it tells of no danger now. Spaces stand in its place, so that every position stays.
 */
export const withoutAdviceGiven = (note: string): string => note.replaceAll(SENTENCES, (sentence) => {
  const at = TELLS.test(sentence) && ASKS_FOR_HELP.test(sentence) ? sentence.search(SUPPOSED) : -1
  if (at === -1 || HAPPENED.test(sentence.slice(at))) return sentence
  return sentence.slice(0, at) + ' '.repeat(sentence.length - at)
})
