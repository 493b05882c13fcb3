import { languageWritten } from '../../../src/email/reading/languageWritten'

const of = (text: string) => languageWritten({ text, parts: [] })
const WELSH = 'Annwyl gyfeillion, rydym yn poeni am ferch yn ein hysgol. Mae hi wedi bod yn absennol ers dydd Llun, ac nid yw ei theulu yn ateb y ffôn. Beth ddylem ei wneud?'
const ENGLISH = 'We are worried about a girl in our school. She has been absent since Monday and the family does not answer the telephone.'

describe('the language of a message', () => {
  it.each([
    ['cy', 'Welsh', WELSH],
    ['cy', 'Welsh with an English name in it', `${WELSH} Mae Bute House School for Girls yn gwybod.`],
    ['en', 'English', ENGLISH],
    ['en', 'English with Welsh names and a greeting', `Bore da, Ysgol y Bont, Caerdydd. ${ENGLISH} Diolch yn fawr iawn, Siân`],
    ['en', 'both', `${WELSH}\n\n${ENGLISH}`],
    ['en', 'a few words of Welsh', 'Diolch yn fawr, mae yn iawn.'],
    ['en', 'another language', 'Jesteśmy zaniepokojeni dzieckiem w naszej szkole i prosimy o telefon.'],
    ['en', 'nothing', ''],
  ])('is answered in %s when it is %s', (language, _, text) => {
    expect(of(text)).toBe(language)
  })

  it('is that of the new words, not of what they quote', () => {
    const text = `${ENGLISH}\n${WELSH}`
    const cut = ENGLISH.length
    expect(languageWritten({ text, parts: [{ kind: 'quoted', start: 0, end: cut }, { kind: 'new', start: cut, end: text.length }] })).toBe('cy')
    expect(languageWritten({ text, parts: [{ kind: 'new', start: 0, end: cut }, { kind: 'quoted', start: cut, end: text.length }] })).toBe('en')
  })
})
