import fc from 'fast-check'
import { type NameKey, nameKeys } from '../../../src/linking/nameKeys'

/** What one name, when it is looked up, has in common with another that is kept. */
function common(asked: string, kept: string): NameKey['sign'] | undefined {
  const found = nameKeys(asked).filter(({ key, use }) => use !== 'kept' && nameKeys(kept).some((other) => other.use !== 'asked' && other.key === key))
  return found.find(({ sign }) => sign === 'name')?.sign ?? found[0]?.sign
}

describe('two writings of one name', () => {
  it.each([
    ['Vietnamese, letters turned round and words run together', 'Nguyen Thi Lan', 'Ngyuen Thilan'],
    ['Vietnamese, with its marks and without the middle name', 'Nguyễn Thị Lan', 'NGUYEN LAN'],
    ['Vietnamese, order turned round', 'Lan Thi Nguyen', 'Nguyen Thi Lan'],
    ['Vietnamese, a barred d', 'Trần Văn Đức', 'Tran Van Duc'],
    ['Albanian', 'Gjergj Xhaka', 'Gjergji Jaka'],
    ['Albanian, order turned round', 'Erjon Hoxha', 'HOXHA Erion'],
    ['Arabic, three spellings of each word', 'Mohammed Hussain', 'Muhammad Husseyn'],
    ['Arabic, the short form', 'Mohd Hussein', 'Mohamed Husayn'],
    ['Arabic, a name of two words', 'Abdul Rahman Noor', 'Abdelrahman Nur'],
    ['Arabic, the article', 'Fatimah al-Hassan', 'Fatima Hassan'],
    ['West African, words run together', 'Oluwaseun Adebayo', 'Oluwa Seun Adebayo'],
    ['West African', 'Chukwuemeka Okafor', 'Chukuemeka Okafor'],
    ['West African, as French writes it', 'Mamadou Diallo', 'Mamadu Dialo'],
    ['Welsh, the son of', 'Rhys ap Gruffydd', 'Rhys Gruffudd'],
    ['Welsh', 'Angharad Llewelyn', 'Angharad Llywelyn'],
    ['a middle name that one of them leaves out', 'Amina Grace Bello', 'Amina Bello'],
  ])('is known as one: %s', (_which, one, other) => {
    expect([common(one, other), common(other, one)]).toEqual(['name', 'name'])
  })

  it('is known by the first name alone where one of them has no more, and no further', () => {
    expect([common('Lan', 'Nguyen Thi Lan'), common('Nguyen Thi Lan', 'Lan'), common('Nguyen', 'Nguyen Thi Lan')]).toEqual(['first_name', 'first_name', undefined])
  })
})

describe('near misses', () => {
  it.each([
    ['Nguyen Van Nam', 'Nguyen Van Minh'], ['Nguyen Thi Lan', 'Nguyen Thi Linh'], ['Nguyen Thi Lan', 'Tran Thi Lan'], ['Mohammed Ali', 'Mahmoud Ali'],
    ['Hassan Ali', 'Hussein Ali'], ['Besnik Hoxha', 'Besian Hoxha'], ['Kwame Mensah', 'Kofi Mensah'], ['Rhys Evans', 'Rhian Evans'], ['Sarah Jones', 'Sarah Smith'],
  ])('do not match: %s and %s', (one, other) => {
    expect([common(one, other), common(other, one)]).toEqual([undefined, undefined])
  })
})

describe('any name', () => {
  const word = fc.constantFrom('Nguyen', 'Thi', 'Lan', 'Mohammed', 'Hussain', 'Xhaka', 'Adebayo', 'Oluwaseun', 'Rhys', 'Gruffydd', 'Đức', 'Bello')
  it('is found again whatever the order and the case of its words', () => {
    fc.assert(fc.property(fc.uniqueArray(word, { minLength: 2, maxLength: 4 }).chain((words) => fc.tuple(fc.constant(words), fc.shuffledSubarray(words, { minLength: words.length }))), ([words, turned]) => {
      const [one, other] = [words.join(' '), turned.join(' ')]
      fc.pre(words.filter((each) => each !== 'Thi').length > 1)
      return common(one.toUpperCase(), other.toLowerCase()) === 'name'
    }))
  })

  it('may be anything, and costs no error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => Array.isArray(nameKeys(name))))
  })
})
