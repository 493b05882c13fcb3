import fc from 'fast-check'
import { changesBetween, childName } from '../../../src/domain/child'
import { readChild, typedFrom } from '../../../src/domain/childFields'
import { isMeantAsReference, newChildReference, readChildReference, typedChildReference } from '../../../src/domain/childReference'
import { newReference, readReference } from '../../../src/domain/referenceNumber'

const TODAY = '2026-11-23'
const problemsOf = (typed: Parameters<typeof readChild>[0]) => readChild(typed, TODAY).problems.map(({ field }) => field)

describe('what is recorded of a child', () => {
  it('is what was typed and nothing besides', () => {
    expect(readChild({ name: ' Linh Tran ', otherNames: 'Lin\r\n\r\n Linh T. ', age: '', gender: '  ', birthDay: '7', birthMonth: '3', birthYear: '2010' }, TODAY))
      .toEqual({ details: { name: 'Linh Tran', otherNames: 'Lin\nLinh T.', birthDate: '2010-03-07' }, problems: [] })
  })

  it.each([
    ['nothing', {}, ['name']],
    ['an age alone, which tells nobody from others', { age: '15' }, ['name']],
    ['a day that there is not', { name: 'A', birthDay: '30', birthMonth: '2', birthYear: '2010' }, ['birthDay']],
    ['words for a year', { name: 'A', birthDay: '1', birthMonth: '2', birthYear: 'last' }, ['birthDay']],
    ['a day to come', { name: 'A', birthDay: '24', birthMonth: '11', birthYear: '2026' }, ['birthYear']],
    ['half a date', { name: 'A', birthYear: '2010' }, ['birthDay']],
    ['an answer that nobody could choose', { name: 'A', ageDisputed: 'perhaps' }, ['ageDisputed']],
    ['a page of words', { name: 'A'.repeat(501) }, ['name']],
  ])('is refused for %s', (_what, typed, fields) => {
    expect(problemsOf(typed)).toEqual(fields)
  })

  it('may be of a child whose name nobody knows', () => {
    const { details, problems } = readChild({ apart: 'the boy from the car wash' }, TODAY)
    expect([problems, childName(details), childName({ otherNames: 'Lin\nLan' })]).toEqual([[], 'Name not known: the boy from the car wash', 'Lin'])
  })

  it.each([['1850', 'in 1900 or later'], ['2030', 'in the past']])('says of a birth in %s that it must be %s', (birthYear, must) => {
    expect(readChild({ name: 'A', birthDay: '1', birthMonth: '2', birthYear }, TODAY).problems).toEqual([{ field: 'birthYear', text: `The date of birth must be ${must}` }])
  })

  it('stands in the form again as it was typed, and tells what became other', () => {
    const { details } = readChild({ name: 'Linh', birthDay: '07', birthMonth: '03', birthYear: '2010' }, TODAY)
    expect(readChild(typedFrom(details), TODAY).details).toEqual(details)
    expect(changesBetween(details, { name: 'Lan', gender: 'girl' })).toEqual([
      { part: 'name', from: 'Linh', to: 'Lan' }, { part: 'birthDate', from: '2010-03-07' }, { part: 'gender', to: 'girl' },
    ])
  })
})

describe('the reference of a child’s record', () => {
  it('is read as it was given, however it is typed, and a slip is noticed', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 7 }), fc.constantFrom(...'2345679DFGHJKMNPQRTWXY'), (place, other) => {
      const reference = newChildReference()
      expect([readChildReference(` ${reference.toLowerCase().replace('-', ' ')}`), readChildReference(`child ref: ${reference}`)]).toEqual([reference, reference])
      const slipped = reference.slice(0, place) + other + reference.slice(place + 1)
      expect(slipped === reference || readChildReference(slipped) === undefined).toBe(true)
    }))
  })

  it.each([
    ['C-K7QM4T', true], ['c k7qm4t', true], ['Child C\u2013HJMNHT', true], ['Chi Minh', false], ['Cong Ngo', false], ['Jean-Claude', false],
  ])('is meant where it may be a name as well: %s, %s', (typed, isMeant) => {
    expect(isMeantAsReference(typed)).toBe(isMeant)
  })

  it('as long as one and none is told from what is none at all', () => {
    const reference = newChildReference(() => 0)
    const slip = reference.replace('C-2', 'C-3')
    expect([reference, slip, reference.slice(0, -1), 'Linh'].map((typed) => typedChildReference(typed).kind)).toEqual(['reference', 'mistyped', 'none', 'none'])
  })

  it('is never taken for an enquiry’s, nor an enquiry’s for it', () => {
    for (let n = 0; n < 500; n += 1) {
      expect(readReference(newChildReference()).kind).toBe('wrong_length')
      expect(readChildReference(newReference())).toBeUndefined()
    }
  })
})

test.each([['nrm', '!!!'], ['homeOffice', '???'], ['crime', ',,,,'], ['nationality', 'a,a,a'], ['language', '-'], ['nationality', ', ,']])('what can tell nothing is no answer: %s "%s"', (field, typed) => {
  expect(readChild({ name: 'Mai', [field]: typed }, '2026-11-28').problems).toMatchObject([{ field, text: expect.stringContaining('enter it as it was given, or leave it empty') as string }])
})

test('what was given as words beside a reference is one', () => {
  expect(readChild({ name: 'Mai', crime: 'log 88 of 27/11, Kent', nationality: 'Vietnamese, Chinese' }, '2026-11-28').problems).toEqual([])
  expect(readChild({ name: 'Mai', nationality: 'Vietnamese,', language: 'Kurdish, , Arabic' }, '2026-11-28').problems).toEqual([])
})
