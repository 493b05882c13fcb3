import { readCallerId, ringableNumber } from '../../../src/telephone/call/phoneNumbers'

describe('a caller id', () => {
  it.each([
    'anonymous', 'Anonymous', 'restricted', 'unavailable', '+266696687', '266696687', '+7378742833', '+86282452253', '+2562533', '+8656696', '', undefined,
  ])('%p is withheld', (from) => {
    expect(readCallerId(from)).toEqual({ withheld: true })
  })

  it.each(['+442079460123', 'sip:someone@pbx.example'])('%p is kept as received', (from) => {
    expect(readCallerId(from)).toEqual({ from, withheld: false })
  })
})

describe('a number to ring', () => {
  it.each([
    ['02079460123', '+442079460123'], ['07700900123', '+447700900123'], ['01632960123', '+441632960123'],
    ['+442079460123', '+442079460123'], ['00353201234567', '+353201234567'], ['442079460123', '+442079460123'],
  ])('%s is read as %s', (keyed, number) => {
    expect(ringableNumber(keyed)).toBe(number)
  })

  it.each(['', '999', '101', '0207946', '123456789012345678', '09011234567', '+266696687', 'sip:someone@pbx.example', '***'])('%p is refused', (keyed) => {
    expect(ringableNumber(keyed)).toBeUndefined()
  })
})
