/** What workers do about an enquiry, and on what. */
const WORK = /^(?:rang|ring|ringing|call|called|phone|phoned|tried|try|chase|chased|text|texted|email|emailed|message|msg|voicemail|vm|answerphone|answered|answer|reply|engaged|extension|switchboard|interpreter|handed|handover|leaflet|booked)$/i

/** Words of which a clause about such work is made, and about nothing else. */
const OFFICE_WORDS = new Set(`a about after afternoon again agency an and answer answered answering answerphone as asked at back be been bell booked both busy by call callback called caller
  callers carer carers chase chased colleague desk diary direct duty email emailed engaged evening extension first for foster friday from gave got had handed handover have head her
  him his i if in interpreter is it just later leaflet left line lm lunch machine main manager me message mobile monday morning msg my name no nobody noon note now number of off office
  officer on once or other our out over own phone phoned picked please pm police put rang reach reception receptionist referral referrer reply ring ringing said saying school secretary
  send sent she shift should social solicitor solicitors still surgery sw switchboard team teacher text texted thanks that the their them this thursday through to today tomorrow
  tonight tried try trying tuesday turn twice twilio under until up us vm voicemail was we wednesday week when will with work worker workers wrong yet you`.split(/\s+/))
/** "She will ring" may be said of anybody; "left a message" is what the writer did. A telephone that is off, a plea, or what came from somebody is news. */
const NEWS = /^(?:he|she|they|it|who)\b|\bphone\b.*\boff\b|\boff\b.*\bphone\b|\bplease\b|\bnow\b|\b(?:text|call|message|msg|email)\s+from\b/i

const CLAUSES = /[^.,;:!?\n]+/g
const WORDS = /[\p{L}']+/gu

const isOwnWork = (clause: string): boolean => {
  const words = clause.match(WORDS) ?? []
  return !NEWS.test(clause.trim()) && words.some((word) => WORK.test(word)) && words.every((word) => OFFICE_WORDS.has(word.toLowerCase()))
}

/**
 * A worker's note without the clauses that say only whom they tried to reach: "Left a message on her voicemail, will ring again tomorrow".
 * They tell of no child, and sound like what is told of those who ring one. Spaces stand in their place, so that every position stays.
 */
export const withoutOwnWork = (note: string): string => note.replaceAll(CLAUSES, (clause) => (isOwnWork(clause) ? ' '.repeat(clause.length) : clause))
