import { guardText } from '../../../src/acknowledgement/guardText'
import { TEXT_WORDS } from '../../../src/acknowledgement/textTemplate'
import { LANGUAGES } from '../../../src/domain/telephony'

const reference = '47FT-XJPK'
const to = '+447700900123'
const owed = { reference, language: 'en', to } as const
const body = TEXT_WORDS.en(reference)

describe('the reference by text', () => {
  it.each(LANGUAGES)('in %s is one text: 999 first, the reference, and that nothing is off the caller’s hands', (language) => {
    const words = TEXT_WORDS[language](reference)
    expect(words.length).toBeLessThanOrEqual(160)
    expect(words).toMatch(/^(In an emergency|Mewn argyfwng).*999.*47FT-XJPK.*(own procedures|gweithdrefnau)\.$/)
    expect(guardText({ ...owed, language }, { to, body: words })).toBeUndefined()
  })

  it.each(LANGUAGES)('in %s tells whoever else reads it neither what it is about nor whom it comes from, and promises nothing', (language) => {
    expect(TEXT_WORDS[language](reference)).not.toMatch(/child|young|traffick|NSPCC|advice|line|social|police|council|safe|help|worr|we will|plentyn|masnachu|llinell|cyngor|cymdeithasol|heddlu|diogel|poeni/i)
  })

  it.each([
    ['a word more', { to, body: `${body} Kim` }, 'text'],
    ['a word less', { to, body: body.replace('999', '') }, 'text'],
    ['another reference', { to, body: TEXT_WORDS.en('K7QM-4TXR') }, 'text'],
    ['the other language', { to, body: TEXT_WORDS.cy(reference) }, 'text'],
    ['a second line', { to, body: `${body.slice(0, 40)}\n${body.slice(41)}` }, 'not_plain'],
    ['a link', { to, body: `${body.slice(0, 90)} www.a.example` }, 'not_plain'],
    ['more than one text', { to, body: body.padEnd(161, 'a') }, 'not_plain'],
    ['another telephone', { to: '+447700900124', body }, 'to'],
  ])('with %s is refused', (_title, text, code) => {
    expect(guardText(owed, text)).toBe(code)
  })

  it('is refused where the slot holds anything but a reference, or the recipient is no number', () => {
    const words = 'missing boy'
    expect(guardText({ ...owed, reference: words }, { to, body: TEXT_WORDS.en(words) })).toBe('reference')
    expect(guardText({ ...owed, to: 'kim' }, { to: 'kim', body })).toBe('to')
  })
})
