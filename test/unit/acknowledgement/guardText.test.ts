import { textOf, withoutHours } from '../../../src/acknowledgement/composeText'
import { guardText } from '../../../src/acknowledgement/guardText'
import { openingHours } from '../../../src/domain/openingHours'
import { LANGUAGES } from '../../../src/domain/telephony'
import { letterhead, WHILE_CLOSED, WHILE_OPEN } from './letter'
import { expectContent } from './mustHold'

const to = '+447700900123'
const owed = { reference: '47FT-XJPK', language: 'en', to, receivedAt: WHILE_CLOSED } as const
const body = textOf(letterhead, owed)
const FOUR = LANGUAGES.flatMap((language) => [WHILE_OPEN, WHILE_CLOSED].map((receivedAt) => ({ ...owed, language, receivedAt })))
/** The basic alphabet of texts, of which a letter counts once; one other letter would make each of them count double. */
const GSM = /^[A-Za-z0-9 @£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,./:;<=>?¡ÄÖÑÜ§¿äöñüà-]*$/

describe('the reference by text', () => {
  it.each([
    ['Mo-Fr 09:30-16:30; PH off', []],
    ['Jan-Dec Mo-Fr 09:30-16:30 "by appointment"', []],
    ['Mo 09:30-16:30; Tu 10:30-16:30; We 09:30-12:00,13:00-16:30; Th 08:30-16:30; Fr 07:30-16:30', ['en', 'cy']],
  ])('is known beforehand to go without the hours where these have no room: %s', (rules, languages) => {
    const head = { ...letterhead, hours: openingHours(rules, new Set()) }
    expect(withoutHours(head)).toEqual(languages)
    expect(LANGUAGES.filter((language) => !/(Hours|Oriau): /.test(textOf(head, { ...owed, language, receivedAt: WHILE_OPEN })))).toEqual(languages)
  })

  it.each(FOUR)('holds what every acknowledgement must, 999 first, in two texts of the plain alphabet: $language, $receivedAt', (one) => {
    const words = textOf(letterhead, one)
    expectContent(words, one)
    expect(words).toMatch(/^(In an emergency|Mewn argyfwng).*999.*(own procedures|gweithdrefnau)\.$/)
    expect(words).toMatch(GSM)
    expect(words.length).toBeLessThanOrEqual(2 * 153)
    expect(guardText(letterhead, one, { to, body: words })).toBeUndefined()
  })

  it.each(LANGUAGES)('in %s tells whoever else reads it neither what it is about nor who we are, and promises nothing', (language) => {
    expect(textOf(letterhead, { ...owed, language })).not.toMatch(/child|young|NSPCC|advice|social|police|council|safe|help|worr|we will|plentyn|llinell|cyngor|cymdeithasol|heddlu|diogel|poeni/i)
  })

  it.each(LANGUAGES)('in %s says when we open next where there is room, or where that is all there is room for', (language) => {
    const at = (rules: string): string => textOf({ ...letterhead, hours: openingHours(rules, new Set()) }, { ...owed, language })
    expect(at('Mo-Fr 09:30-16:30')).toMatch(/Monday to Friday|dydd Llun tan dydd Gwener/)
    const long = at('Mo-Fr 09:30-16:30; Sa 10:00-12:00; Su 10:00-12:00; PH off')
    expect(long).toMatch(/Hours: we open next at 09:30 on Thursday 2 July 2026\.|Oriau: byddwn yn agor nesaf am 09:30, Dydd Iau 2 Gorffennaf 2026\./)
    for (const rules of ['24/7', 'off', 'Mo[1] 09:30-16:30', 'Jan-Dec Mo-Fr 09:30-16:30 "by appointment"']) {
      const hours = openingHours(rules, new Set())
      expect([rules, guardText({ ...letterhead, hours }, { ...owed, language }, { to, body: at(rules) })]).toEqual([rules, undefined])
    }
  })

  it.each([
    ['a word more', { to, body: `${body} Kim` }, 'text'],
    ['a word less', { to, body: body.replace('999', '') }, 'text'],
    ['another reference', { to, body: textOf(letterhead, { ...owed, reference: 'K7QM-4TXR' }) }, 'text'],
    ['another time', { to, body: textOf(letterhead, { ...owed, receivedAt: WHILE_OPEN }) }, 'text'],
    ['the other language', { to, body: textOf(letterhead, { ...owed, language: 'cy' }) }, 'text'],
    ['a second line', { to, body: `${body.slice(0, 40)}\n${body.slice(41)}` }, 'not_plain'],
    ['a link', { to, body: `${body.slice(0, 90)} www.a.example` }, 'not_plain'],
    ['more than two texts', { to, body: body.padEnd(307, 'a') }, 'not_plain'],
    ['another telephone', { to: '+447700900124', body }, 'to'],
  ])('with %s is refused', (_title, text, code) => {
    expect(guardText(letterhead, owed, text)).toBe(code)
  })

  it('is refused where the slot holds anything but a reference, or the recipient is no number', () => {
    const reference = 'missing boy'
    expect(guardText(letterhead, { ...owed, reference }, { to, body: textOf(letterhead, { ...owed, reference }) })).toBe('reference')
    expect(guardText(letterhead, { ...owed, to: 'kim' }, { to: 'kim', body })).toBe('to')
  })
})
