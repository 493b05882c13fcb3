import { weighed } from '../../../src/domain/thread'
import { lookupKeys, type NewWords, strongKeys } from '../../../src/linking/linkKeys'

const linkKeys = (of: NewWords) => lookupKeys(of).keys

const words = (text: string, details: Partial<NewWords> = {}): NewWords => ({ text, saidAt: new Date('2026-06-01T09:00:00Z'), numbers: [], ...details })

/** What one enquiry has in common with another that came before. */
function common(asked: NewWords, kept: NewWords): readonly string[] {
  const held = new Set(linkKeys(kept).flatMap(({ key, use }) => (use === 'asked' ? [] : [key])))
  return weighed(linkKeys(asked).flatMap(({ key, use, signs }) => (use !== 'kept' && held.has(key) ? signs : []))).toSorted()
}

describe('two enquiries', () => {
  it.each<[string, NewWords, NewWords, string[]]>([
    ['the same crime reference, written otherwise', words('Crime ref 42/123456/26.'), words('The police crime number is 42-123456-26'), ['crime_reference']],
    ['the same Home Office reference', words('Home Office ref: Q1234567'), words('HO reference Q1234567, thank you'), ['home_office_reference']],
    ['the same NRM reference', words('NRM ref: 000123456'), words('Her NRM number is NRM000123456'), ['nrm_reference']],
    ['the same log number of the same day', words('CAD 4512 of 12/03/26'), words('cad no 4512/12.03.26'), ['cad_reference']],
    ['the same log number, with and without the year', words('Police log 88 of 27/05, please ring.'), words('It is on log 0088 of 27 May 2026'), ['cad_reference']],
    ['the same log number, its month in letters', words('CAD 4521 27MAY26'), words('CAD ref 4521/27.05.2026'), ['cad_reference']],
    ['the same log number of last year', words('CAD 88 of 27/11'), words('cad 88 dated 27-NOV-2025'), ['cad_reference']],
    ['the same CRIS reference', words('CRIS 3012345/26'), words('Met crime report no. 3012345/26'), ['crime_reference']],
    ['the same Home Office reference, of one of the family', words('Home Office ref: Q1234567/2'), words('HO ref Q1234567'), ['home_office_reference']],
    ['a similar name and the same house, its street cut short', words('The girl Mai Pham is at 14 Mill Ln.'), words('The girl Mai Pham of 14 Mill Lane'), ['name', 'placement']],
    ['a similar name and the same date of birth', words('Her name is Nguyen Thi Lan, DOB 03/04/2010.'), words('Name: NGYUEN Thilan\nDate of birth: 3rd April 2010'), ['birth_date', 'name']],
    ['a name with a date beside it, and the same date of birth', words('We have Linh Tran (03/04/2010).'), words('Ei henw yw Linh Tran. Ganwyd hi ar 3 Ebrill 2010.'), ['birth_date', 'name']],
    ['a similar name, the same age and town', words('Concerns about Erjon Hoxha, 15, seen in Luton.'), words('A boy called Erion Hoxha, aged 15, is in Luton'), ['age_and_town', 'name']],
    ['a similar name and the same home', words('The child Kwame Mensah lives at Oak House.'), words('young person: Mensah Kwame, placed in Oak House'), ['name', 'placement']],
    ['a first name and the same date of birth', words('The girl Lan, born 3 April 2010'), words('Her name is Nguyen Thi Lan (DOB 03.04.10)'), ['birth_date', 'first_name']],
    ['the same sender with the same child', words('Worried about Amina.', { sender: 'a@b.example' }), words('The girl Amina Bello is back.', { sender: 'A@b.example' }), ['first_name', 'sender']],
    ['a name written otherwise and the same date of birth', words('Her name is Selam Haile, DOB 03/04/2010.'), words('The girl Salam Hayleh, born 3 April 2010'), ['birth_date', 'name_alike']],
    ['a first name written by ear and the same date of birth', words('The girl Salam, DOB 03/04/2010.'), words('Her name is Selam Haile, born 3 April 2010'), ['birth_date', 'name_in_part']],
    ['the same of a first name that came first', words('The girl Selam Haile, DOB 03/04/2010.'), words('A girl called Salam, born 3 April 2010'), ['birth_date', 'name_in_part']],
    ['a name without its first vowel and the same date of birth', words('The boy Ibrahim Bah, DOB 03/04/2010.'), words('The boy Brahim Bah, born 3 April 2010'), ['birth_date', 'name_alike']],
    ['one word of the name and the same date of birth', words('The boy Ibrahim Bah, DOB 03/04/2010.'), words('The boy Sekou Bah, born 3 April 2010'), ['birth_date', 'name_in_part']],
    ['a similar name and a date of birth with day and month exchanged', words('The boy Erjon Hoxha, DOB 03/04/2010.'), words('The boy Erion Hoxha, DOB 04/03/2010.'), ['birth_date_turned', 'name']],
    ['a similar name and a birthday of another year, as where an age is disputed', words('The boy Karim Safi, DOB 13/04/2010.'), words('The boy Kareem Safi, DOB 13/04/2008.'), ['birth_day', 'name']],
    ['a similar name and the year of a birthday that nobody knows', words('The boy Karim Safi, DOB 13/04/2010.'), words('The boy Kareem Safi, DOB 01/01/2010.'), ['birth_year', 'name']],
    ['the year of a birthday that nobody knew before', words('The boy Kareem Reza Safi, DOB 01/01/2010.'), words('The boy Karim Safi, DOB 13/04/2010.'), ['birth_year', 'name']],
    ['a name in Arabic letters, typed on a Persian keyboard, and the same date of birth', words('Name: عليرضا كريمى, DOB 03/04/2010.'), words('The boy \u200Fعلی\u200Cرضا کریمی (DOB 3.4.10)'), ['birth_date', 'name']],
    ['a name in Ge’ez letters and the same date of birth', words('Her name is ሰላም ሃይለ, DOB 03/04/2010.'), words('ሃይለ ሰላም (03/04/2010) is here'), ['birth_date', 'name']],
    ['a name in Chinese letters and the same date of birth', words('Child: 王小明, born 3 April 2010'), words('The boy 王小明, DOB 03/04/2010'), ['birth_date', 'first_name']],
    ['a name in Cyrillic letters and the same date of birth', words('The girl Олена Коваль, DOB 03/04/2010.'), words('Name: КОВАЛЬ ОЛЕНА\nDate of birth: 03/04/2010'), ['birth_date', 'name']],
    ['a similar name and a date of birth in the last century, in two figures and in four', words('The young man Erjon Hoxha, DOB 05/06/98.'), words('Name: Erjon Hoxha\nDate of birth: 5 June 1998'), ['birth_date', 'name']],
    ['a similar name and a 1 January that many have', words('The boy Yusuf Karimi, DOB 01/01/2010.'), words('The boy Yousef Karimi, DOB 1 January 2010.'), ['birth_date_january', 'name']],
    ['the same number, given by a caller and in a message', words('The boy Rhys Gruffydd', { numbers: ['+447700900123'] }), words('boy Rhys Gruffudd. Ring me on 07700 900123.'), ['name', 'number']],
  ])('are linked by %s', (_why, asked, kept, signs) => {
    expect(common(asked, kept)).toEqual(signs)
  })

  it.each<[string, NewWords, NewWords]>([
    ['another name in those letters and the same date of birth', words('Name: علي رضا, DOB 03/04/2010.'), words('Name: حسن كريمي, DOB 03/04/2010.')],
    ['a first name of few consonants and the same date of birth', words('The girl Linh, DOB 03/04/2010.'), words('The girl Nguyen Thi Lan, DOB 03/04/2010.')],
    ['a first name written by ear and a 1 January that many have', words('The girl Salam, DOB 01/01/2010.'), words('The girl Selam Haile, DOB 01/01/2010.')],
    ['a 1 January that many have, the same home and the same sender', words('A boy at Oak House, DOB 01/01/2010.', { sender: 'a@b.example' }), words('A boy at Oak House, DOB 01/01/2010.', { sender: 'a@b.example' })],
    ['the same name and another birthday of that year', words('The boy Karim Safi, DOB 13/04/2010.'), words('The boy Karim Safi, DOB 15/06/2010.')],
    ['the same name and the 1 January of another year', words('The boy Karim Safi, DOB 01/01/2010.'), words('The boy Karim Safi, DOB 01/01/2009.')],
    ['a name that is like it and the same birthday of another year', words('The boy Hassan Safi, DOB 13/04/2010.'), words('The boy Hussein Safi, DOB 13/04/2008.')],
    ['one word of the name and a 1 January that many have', words('The boy Ibrahim Bah, DOB 01/01/2010.'), words('The boy Sekou Bah, DOB 01/01/2010.')],
    ['a family name of thousands and the same date of birth', words('The girl Nguyen Thi Lan, DOB 03/04/2010.'), words('The boy Nguyen Van Minh, DOB 03/04/2010.')],
    ['a family name and another date of birth', words('The girl Salma Warsame, DOB 03/04/2010.'), words('The boy Idris Warsame, DOB 13/04/2010.')],
    ['the same first name', words('The girl Lan is missing.'), words('Worried about Lan.')],
    ['the same name in full, and nothing else', words('The girl Nguyen Thi Lan is missing.'), words('Worried about Nguyen Thi Lan.')],
    ['the same date of birth', words('DOB 01/01/2010'), words('DOB 01/01/2010')],
    ['the same sender and number', words('I have a question.', { sender: 'a@b.example', numbers: ['+447700900123'] }), words('Another question.', { sender: 'a@b.example', numbers: ['+447700900123'] })],
    ['the same home and the same sender: a home has several children', words('A boy at Oak House.', { sender: 'a@b.example' }), words('A girl at Oak House.', { sender: 'a@b.example' })],
    ['the same age and town, and another name', words('The boy Kofi Mensah, 15, in Luton.'), words('The boy Erjon Hoxha, 15, in Luton.')],
    ['a day on which both told the police', words('I told the police 27/05/2026.'), words('Reported to police 27/05/2026 as well.')],
    ['the telephone of a police station', words('Ring the police 01632960123'), words('The police 01632960123 know.')],
    ['a log number without a day', words('It is on police log 8812.'), words('Police log 8812')],
    ['a log number of another day', words('CAD 4512 of 12/03/26'), words('CAD 4512 of 13/03/26')],
    ['the name of who writes, and their number', words('My name is Sarah Jones. Ring 07700 900123.'), words('My name is Sarah Jones. Ring 07700 900123.')],
    ['a number for everybody', words('The girl Lan. Ring 0808 800 5000.'), words('The girl Lan. Ring 0808 800 5000.')],
    ['words that are no name', words('Concerns about Training Day, 15 March.', { sender: 'a@b.example' }), words('Concerns about Training Day.', { sender: 'a@b.example' })],
  ])('are not linked by %s', (_why, asked, kept) => {
    expect(common(asked, kept)).toEqual([])
  })

  it('are about one child as good as surely by a reference, or a whole name with its date of birth', () => {
    const signs = (text: string) => [...new Set(strongKeys(words(text)).flatMap((key) => key.signs))]
    expect(signs('The boy Erjon Hoxha, DOB 02/03/2010, is at Rowan Lodge. Crime ref 11/222333/26. Ring 07700 900123.')).toEqual(['crime_reference', 'name', 'birth_date'])
    expect(signs('The boy Erjon, DOB 02/03/2010.')).toEqual([])
    expect(signs('The boy Erjon Hoxha, 15, in Luton.')).toEqual([])
  })

  it.each([['A boy at Oak House, DOB 01/01/2010.', true], ['A boy at Oak House, DOB 02/01/2010.', false], ['The boy Erjon at Oak House, DOB 01/01/2010.', false]])('name nobody with a 1 January alone: %s', (text, namesNobody) => {
    expect(lookupKeys(words(text)).weak.namesNobody).toBe(namesNobody)
  })

  it.each(['The boy Erjon Hoxha, DOB 01/01/2010.', 'The boy Mohammed Ali, born 1 January 2009.'])('are not as good as surely about one child where the birthday is one that many have: %s', (text) => {
    expect(strongKeys(words(text))).toEqual([])
  })

  it.each([
    ['Abdirahman Warsame', 'Abdulrahman Warsame'], ['Abdirahman Warsameh', 'Abdur Rahman Warsami'], ['Fatima Zahra', 'Fatemeh Zehra'], ['Ibrahim Bah', 'Brahim Bah'], ['Selam Haile', 'Salam Haile'],
    ['Jamal Saleh', 'Gamal Salih'], ['Gebre Selassie', 'Gabra Silase'], ['Fatima Reza Zehri', 'Fatemeh Zahri'],
  ])('with the same date of birth are suggested however the name is written: %s, %s', (one, other) => {
    const [first, later] = [words(`The child ${one}, DOB 03/04/2010.`), words(`The child ${other} (DOB 03.04.10)`)]
    expect([common(first, later), common(later, first)].map((signs) => signs.includes('birth_date'))).toEqual([true, true])
  })

  it('keeps what tells most of many children, though what is nearly as they were born is what another was born on', () => {
    const children = ['Selam Haile', 'Erjon Hoxha', 'Karim Safi', 'Ibrahim Bah', 'Kwame Mensah', 'Amina Bello']
    const births = ['03/04/2010', '04/03/2010', '05/06/2010', '06/05/2010', '07/08/2010', '08/07/2010']
    const all = words(children.map((name, nth) => `The child ${name}, DOB ${births[nth]}.`).join('\n'))
    const kept = new Set(linkKeys(all).map(({ key, use }) => `${use} ${key}`))
    expect(strongKeys(all).filter(({ key, use }) => !kept.has(`${use} ${key}`))).toEqual([])
  })

  it('however long one is, has no more keys than a page of names', () => {
    for (const piece of ['A', 'Aa-', 'Aa ', 'crime ref ', 'log 1 of ', 'CAD 1 1/1 ', 'The girl Lan Bello, 15, DOB 01/01/2010 in Luton at 1 Oak House. ', 'dob  ', '1/', '07700 900123 ']) {
      expect(linkKeys(words(piece.repeat(50_000))).length).toBeLessThanOrEqual(300)
    }
  })
})
