/**
 * How the subject of an absence notice begins, by language. Only the beginning counts, after "Re:" and its kind: a
 * professional who writes about "an automatic reply we got" still has an answer from us.
 */
const BEGINNINGS: Readonly<Record<string, readonly RegExp[]>> = {
  en: [
    /^auto(matic)?[- ]?(reply|response|answer)\b/,
    // "Out of office hours: child missing" is a person writing at night.
    /^(i am |i'm )?(currently )?out[- ]of[- ](the )?office\b(?! (hours|time|team))/,
    /^(vacation|holiday) (reply|response|notice|message)\b/,
  ],
  cy: [/^(ymateb|ateb|neges) awtomatig\b/, /^(rwy |dw i )?allan o'?r swyddfa\b/, /^i ffwrdd o'?r swyddfa\b/],
  de: [/^automatische (antwort|rückantwort)\b/, /^abwesen(d|heit)/, /^(ich bin )?nicht im (büro|haus)\b/],
  // Not "Absence:" alone: schools write that about a child.
  fr: [/^réponse automatique/, /^(message|avis|notification) d'absence/, /^absen(t|te|ce) du bureau/],
  es: [/^respuesta automática/, /^fuera de (la )?oficina/],
  it: [/^risposta automatica/],
  nl: [/^automatisch antwoord/, /^afwezigheids/],
  pl: [/^automatyczna odpowiedź/],
  pt: [/^resposta automática/],
  ro: [/^răspuns automat/],
}

const REPLY_MARK = /^\s*((re|aw|sv|antw?|atb|ateb|tr|rif|vs)\s*:\s*)+/

export function isOutOfOffice(subject: string): boolean {
  const bare = subject.normalize('NFC').toLowerCase().replaceAll('\u2019', "'").replace(REPLY_MARK, '').trim()
  return Object.values(BEGINNINGS).some((patterns) => patterns.some((pattern) => pattern.test(bare)))
}
