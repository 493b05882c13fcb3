import { MONTHS } from '../../../src/domain/months'
import { findBornBeside } from '../../../src/linking/findBornBeside'
import { findBirthDates } from '../../../src/linking/findBirth'
import { findNames } from '../../../src/linking/findNames'

describe('the name of a child', () => {
  it.each([
    ['where somebody acts for them', 'I act for Linh Tran, a Vietnamese national born 03.04.2010.'],
    ['where somebody represents them', 'We represent Linh Tran in her asylum claim.'],
    ['with what they are before the date of birth', 'Linh Tran, a Vietnamese girl who was born on 3 April 2010, is here.'],
    ['where what happened tells that it is a child', 'Linh Tran went missing last night. Her date of birth is 3 April 2010.'],
    ['where somebody has not come back', 'Linh Tran has not returned to her placement.'],
    ['on the lines of a form', 'Surname: Tran\nForename: Linh\nDOB: 03/04/2010'],
    ['on the lines of a form, in another order and other words', 'First name(s): Linh\r\nDate of birth: 3 April 2010\r\nFamily name: TRAN'],
    ['on the lines of a form, in small letters', 'child first name - linh\nchild last name - tran'],
    ['on a line for it', 'Name of child: Linh Tran'],
    ['on a line for it, marked', 'Name: **Linh Tran**'], ['in quotation marks', 'Name(s): "Linh Tran"'], ['in a table', 'Name | Linh Tran'], ['on a line for whose it is', 'Name of YP - Linh Tran'],
    ['on a numbered line', 'Child 1: Linh Tran'], ['of a patient', 'Patient: Linh Tran'], ['on a report of missing', 'Misper: Linh Tran'], ['of a young woman', 'The young woman Linh Tran'],
    ['behind an age', 'A 15-year-old, Linh Tran.'], ['behind an age cut short', '15 y/o Linh Tran'], ['before an age', 'Linh Tran, a 15-year-old from Hue'], ['before an age, with no mark', 'Linh Tran aged 15 from Hue'],
    ['shortened', 'Her name’s Linh Tran and she is frightened.'],
    ['in small letters after who it is', 'the child’s name is linh tran and she is 15'],
    ['in small letters at the end', 'her full name is linh tran'],
    ['in small letters on a line for it', 'Childs name: linh tran\nAge: 15'],
    ['in Welsh, hers', 'Ei henw yw Linh Tran.'],
    ['in Welsh, his', 'Ei enw o yw Linh Tran, ac mae’n 15.'],
    ['in Welsh, of a form', 'Enw’r plentyn: Linh Tran'],
    ['in Welsh, called', 'Mae merch o’r enw Linh Tran ar goll.'],
    ['in Welsh, worried about', 'Rwy’n poeni am Linh Tran.'],
    ['in Welsh, beside a date of birth', 'Linh Tran, ganwyd 3 Ebrill 2010, yw’r ferch.'],
    ['in Welsh, in small letters', 'enw’r plentyn yw linh tran.'],
  ])('is found %s', (_where, text) => {
    expect(findNames(text).map((name) => name.toLowerCase().split(' ').toSorted().join(' '))).toEqual(['linh tran'])
  })

  it.each([
    ['Child: May Nguyen, dob 03/04/2010', 'May Nguyen'], ['Worried about June Okafor.', 'June Okafor'], ['April Bello (15) is missing.', 'April Bello'], ['Her name is May.', 'May'],
    ['First name: May\nSurname: Nguyen', 'May Nguyen'], ['May Nguyen went missing last night.', 'May Nguyen'], ['Yesterday May Nguyen, aged 15, left.', 'May Nguyen'], ['A girl called April, born 3 May 2010', 'April'], ['Ei henw yw June.', 'June'],
  ])('is found where it is that of a month: %s', (text, name) => {
    expect(findNames(text)).toEqual([name])
  })

  it.each(['Name: Tran, Linh  DOB 03/04/2010', 'Child: TRAN, Linh (03/04/2010)', 'Name: TRAN, Linh\nAge: 15', 'Child’s name: Tran, Linh, d.o.b. 3/4/10'])('is found with the family name first: %s', (text) => {
    expect(findNames(text).map((name) => name.toLowerCase())).toContain('linh tran')
  })

  it.each(['Name: Linh, Croydon\nAge: 15', 'Child: Linh Tran, Leeds', 'The girl Linh, Croydon'])('is not made of a place behind it: %s', (text) => {
    expect(findNames(text).some((name) => /Croydon|Leeds/.test(name))).toBe(false)
  })

  it.each([
    ['In May Linh Tran (15) went to Leeds.', ['Linh Tran']], ['Since 3 May Linh Tran, aged 15, is away.', ['Linh Tran']], ['Worried about May.', []], ['In June (15) and July (16) they rang.', []],
    ['An update on May Training.', []], ['The girl Linh Tran May 2010', ['Linh Tran']], ['The child. May 15 is the date.', []],
  ])('is not that of a month where it is one: %s', (text, names) => {
    expect(findNames(text)).toEqual(names)
  })

  it.each([
    ['of who writes', 'I am Sarah Jones, a teacher of a girl born 3 April 2010.'],
    ['of who writes, in small letters', 'my name is sarah jones and i teach her'],
    ['of a worker', 'Her social worker’s name is Sarah Jones.'],
    ['of a worker, in small letters', 'her teacher’s name is sarah jones.'],
    ['of a mother, in small letters', 'the child’s mother’s name is sarah jones.'],
    ['of who refers, on a form', 'Referrer details\nSurname: Jones\nForename: Sarah'],
    ['of who refers, said in the label', 'Your first name: Sarah\nYour surname: Jones'],
    ['of who writes, in Welsh', 'Fy enw i yw Sarah Jones.'],
    ['of a worker, in Welsh', 'Gweithiwr cymdeithasol o’r enw Sarah Jones.'],
    ['of no one: it is not known', 'The child’s name is not known.'],
    ['of no one: it is withheld', 'her name is withheld for now.'],
    ['of no one: it is said later', 'The child’s name is being checked. Her name is on the form attached.'],
    ['of no one: a form left empty', 'Surname:\nForename:\nDOB:'],
    ['of no one: it is not said', 'her name i’ve not got. Enw’r plentyn arall, tybed?'],
    ['of no one: it is wrong', 'Her name is wrong. His name is spelled differently.'],
    ['of a nation', 'A 15 year old Gambian.'],
    ['of a pet', 'The class hamster went missing last night.'],
  ])('is not one %s', (_whose, text) => {
    expect(findNames(text)).toEqual([])
  })
})

describe('a date of birth', () => {
  it.each(['Ganwyd hi ar 3 Ebrill 2010', 'Dyddiad geni: 03/04/2010', 'ganed 3ydd o Ebrill 2010', 'born 3 April 2010',
    'born on the 3rd of April 2010', 'date of birth is believed to be the 3rd April 2010', 'DOB (claimed) 03/04/2010', 'Date of Birth (dd/mm/yyyy): 03/04/2010', 'her birthday is 3 April 2010', 'born in Kabul on 3 April 2010',
    'DOB 03 04 2010', 'DOB 03042010', 'DOB 03APR2010', 'DOB 2010/04/03', 'DOB3/4/2010', 'DOB 3\\4\\2010', 'DOB 03/04/’10', 'DOB: [03/04/2010]', 'DOB: **03/04/2010**', 'Date of birth | 03/04/2010', 'd/o/b 03/04/2010',
  ])('is read from "%s"', (text) => {
    expect(findBirthDates(text)).toEqual(['2010-04-03'])
  })

  it.each([['DOB 04/13/2010', ['2010-04-13']], ['DOB 13/04/2010', ['2010-04-13']], ['DOB 13/13/2010', []], ['DOB 04-13-10', ['2010-04-13']]])('is read month first where it can be nothing else: %s', (text, dates) => {
    expect(findBirthDates(text)).toEqual(dates)
  })

  it('is read with any month, in English and in Welsh, whole or shortened', () => {
    for (const [place, { english, welsh }] of MONTHS.entries()) {
      const date = `2010-${String(place + 1).padStart(2, '0')}-03`
      for (const name of [...english, ...welsh]) expect([name, findBirthDates(`born 3 ${name} 2010`), findBirthDates(`DOB: ${name.toUpperCase()}. 3, 2010`)]).toEqual([name, [date], [date]])
    }
  })

  it.each([
    'We have Linh Tran (03/04/2010) with us.', 'A referral: Linh Tran, 3.4.2010, of no fixed address', 'Yesterday Linh Tran - 2010-04-03', 'Linh Tran (3 April 2010)', 'Linh Tran (3ydd o Ebrill 2010)', 'Linh Tran 03/04/2010', 'Re: Linh Tran 3.4.10 - Leeds',
  ])('is what stands beside a name: %s', (text) => {
    expect(findBornBeside(text, new Date('2026-06-01'))).toEqual([{ name: 'Linh Tran', birth: '2010-04-03' }])
  })

  it.each([
    'the meeting (03/04/2010)', 'Strategy Meeting (03/04/2010)', 'Monday, 03/04/2010', 'Seen by Sarah Jones on 03/04/2010', 'Seen by PC Sarah Jones (03/04/2010)', 'Sarah Jones, 03/04/2026', 'Seen by Sarah Jones 03/04/2010', 'Met with Sarah Jones 03/04/2010', 'Linh Tran 3 April 2010',  'Oak House 03/04/2010', 'Date of birth not known. Seen 03/04/2010', 'She was born in Hue and came on 3 April 2010', 'Sarah Jones (03/04/1980)',
  ])('is not what stands in "%s"', (text) => {
    expect([findBirthDates(text), findBornBeside(text, new Date('2026-06-01'))]).toEqual([[], []])
  })
})
