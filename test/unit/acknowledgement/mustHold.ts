import type { Language } from '../../../src/domain/telephony'

/** What an acknowledgement must hold, by mail or by text. */
const MUST: Readonly<Record<Language, readonly RegExp[]>> = {
  en: [/999/, /urgent/, /Emergency Duty Team/],
  cy: [/999/, /frys|brys/i, /(Dyletswydd Argyfwng|dyletswydd argyfwng)/],
}
/** The time in London of the two letters in letter.ts. */
const WHEN = /(11:30|23:30).*2026|2026.*(11:30|23:30)/
const HOURS = /Monday to Friday, 9:30am to 4:30pm, except bank holidays|dydd Llun tan dydd Gwener, 9:30( y bore|yb) tan 4:30( y prynhawn|yp), ac eithrio gwyliau banc/
/** Of whom or what it is about, how pressing it is, where to look at it; and what would let somebody think that all is well. */
const MUST_NOT = /https?:|www\.|@|undefined|sam|invented|school|traffick|exploit|priority|high|standard|is safe|safe now|we will (take|deal)|masnachu|camfant|yn ddiogel nawr/i

/** Expects of the words of an acknowledgement what every one of them must hold, and must not. */
export function expectContent(words: string, { reference, language }: { readonly reference: string; readonly language: Language }): void {
  for (const must of [...MUST[language], WHEN, HOURS, /0808 800 5000/]) expect(words).toMatch(must)
  expect(words).toContain(reference)
  expect(words.indexOf('999')).toBeLessThan(words.indexOf('0808'))
  expect(words).not.toMatch(MUST_NOT)
}
