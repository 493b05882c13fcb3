import { weighed } from '../../../src/domain/thread'
import { childKeys, childSearchKeys } from '../../../src/linking/childKeys'
import { lookupKeys } from '../../../src/linking/linkKeys'

const DETAILS = { name: 'Nguyen Thi Lan', otherNames: 'Lan\nYen', birthDate: '2010-03-02', nrm: 'NRM 12345', homeOffice: 'HO A1234567', crime: '42/12345/26, CRN 11/222333/26' }
const signsFor = (text: string): readonly string[] => {
  const own = childKeys(DETAILS)
  const theirs = lookupKeys({ text, saidAt: new Date('2026-11-23'), numbers: [] }).keys
  return weighed(theirs.filter((one) => own.some(({ key, use }) => key === one.key && [use, one.use].some((uses) => uses !== 'kept') && [use, one.use].some((uses) => uses !== 'asked'))).flatMap(({ signs }) => signs))
}

describe('a child’s record', () => {
  it.each([
    ['The girl Lan Nguyen, date of birth 2 March 2010', ['name', 'birth_date']],
    ['The girl Lan Nguyen, date of birth 3 February 2010', ['name', 'birth_date_turned']],
    ['The girl Lan Nguyen, date of birth 2 March 2008', ['name', 'birth_day']],
    ['The girl Lan Nguyen, date of birth 1 January 2010', ['name', 'birth_year']],
    ['The girl Alana Thi Noguyen, date of birth 2 March 2010', ['name_alike', 'birth_date']],
    ['A girl called Yen, born 02/03/2010.', ['first_name', 'birth_date']],
    ['NRM reference 12345', ['nrm_reference']],
    ['Home Office reference A1234567', ['home_office_reference']],
    ['crime ref 42/12345/26', ['crime_reference']],
    ['police reference 11/222333/26', ['crime_reference']],
    ['The girl Lan Nguyen', []],
    ['The girl Mai Pham, date of birth 2 March 2010', []],
  ])('is found by what enquiries are linked by: %s', (text, signs) => {
    expect(signsFor(text)).toEqual(signs)
  })

  it('with a name alone is found by nothing', () => {
    expect(childKeys({ name: 'Nguyen Thi Lan', age: '15' })).toEqual([])
  })
})

describe('a name that somebody looks for', () => {
  /** How near a record of the one name is to the other; undefined where it is not found. */
  const nearnessOf = (recorded: string, sought: string): string | undefined => {
    const kept = new Set(Object.values(childSearchKeys({ name: recorded }, 'kept').names).flat())
    const { names } = childSearchKeys({ name: sought }, 'asked')
    return (['whole', 'shorter', 'part'] as const).find((near) => names[near].some((key) => kept.has(key)))
  }

  /** By name alone, in one way or another. */
  const isFound = (recorded: string, sought: string): boolean => {
    const kept = new Set(Object.values(childSearchKeys({ name: recorded }, 'kept').names).flat())
    const { whole, shorter, part, telling } = childSearchKeys({ name: sought }, 'asked').names
    return [...whole, ...shorter, ...part, ...telling].some((key) => kept.has(key))
  }

  it.each([
    ['Angela Hoxha', 'Anjela Hoxha'], ['Angela Hoxha', 'Anxela Hoxhaj'], ['Angela Hoxha', 'Anxhela Hoxha'], ['Xhulia Gashi', 'Julia Gashi'], ['Gentiana Kola', 'Xhentiana Kola'],
    ['Hoxha Gashi', 'Hoxhaj Gashi'], ['Wali Noori', 'Vali Noori'], ['Khadija Omar', 'Hadija Omar'], ['Khalil Omar', 'Halil Omar'], ['Girmay Tesfay', 'Jirmay Tesfaj'], ['Sergej Koval', 'Serxhei Koval'],
    ['Angela Maria Hoxha', 'Anjela Hoxha'],
  ])('%s and %s find one another, in whole and by each word that tells', (one, other) => {
    expect([isFound(one, other), isFound(other, one)]).toEqual([true, true])
    const [first = '', second = ''] = [one, other].map((name) => name.split(' ')[0] ?? '')
    expect([isFound(one, second), isFound(other, first)]).toEqual(first.startsWith('Hox') ? [false, false] : [true, true])
  })

  it.each([
    ['Lan Tran', 'Linh Tran'], ['Angela Hoxha', 'Engjell Hoxha'], ['Angela Hoxha', 'Anila Hoxha'], ['Jon Daci', 'Jan Daci'], ['Hassan Ali', 'Hussein Ali'],
    ['Mai Pham', 'My Pham'], ['Gina Kola', 'Dina Kola'], ['Anxela', 'Alexei'],
  ])('%s and %s do not', (one, other) => {
    expect([isFound(one, other), isFound(other, one)]).toEqual([false, false])
  })

  it.each([
    ['Mohammed Karimi', 'Karimi Mohamed', 'whole'],
    ['Mohammed Karimi', 'Mohammed Reza Karimi', 'shorter'],
    ['Mohammed Reza Karimi', 'Mohammed Karimi', 'shorter'],
    ['Mohammed', 'Mohammed Karimi', 'part'],
    ['Mohammed Karimi', 'Mohammed', 'part'],
    ['Mohammed Karimi', 'Mohammed Hassan', undefined],
    ['Ahmed', 'ahmed', 'whole'],
    ['Ahmed Hassan', 'Ahmed', undefined],
    ['Linh (Линь)', 'Линь', 'whole'],
    ['王小明', '王小明', 'whole'],
    ['محمد علي', 'علي  محمد', 'whole'],
    ['محمد علي', 'علي', 'part'],
    ['محمد علي', 'علي حسن', undefined],
  ])('%s is near to %s: %s', (recorded, sought, near) => {
    expect(nearnessOf(recorded, sought)).toBe(near)
  })
})
