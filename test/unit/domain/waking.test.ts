import { wakingStandsAt } from '../../../src/domain/waking'

const at = new Date('2026-05-01T09:00:00Z')
const before = new Date('2026-05-01T08:50:00Z')
const later = new Date('2026-05-01T09:10:00Z')

describe('the waking for a call', () => {
  it('is none where nobody is to be woken', () => {
    expect(wakingStandsAt({}, at)).toBe('none')
    expect(wakingStandsAt({ tries: 3 }, at)).toBe('none')
  })

  it('is to come until somebody is to be woken for the first time', () => {
    expect(wakingStandsAt({ wakesAt: later, tries: 0 }, at)).toBe('to_come')
  })

  it('is under way from then on, between one person and the next too', () => {
    expect(wakingStandsAt({ wakesAt: at, tries: 0 }, at)).toBe('under_way')
    expect(wakingStandsAt({ wakesAt: later, tries: 1 }, at)).toBe('under_way')
  })

  it('is silent while no telephone rings', () => {
    expect(wakingStandsAt({ wakesAt: later, tries: 4, isSilent: true }, at)).toBe('silent')
  })

  it('is in hand once somebody accepted by key, unless it began anew since', () => {
    expect(wakingStandsAt({ acceptedAt: at, anewAt: [undefined, before] }, at)).toBe('in_hand')
    expect(wakingStandsAt({ acceptedAt: at, wakesAt: later, tries: 1 }, at)).toBe('in_hand')
    expect(wakingStandsAt({ acceptedAt: before, anewAt: [at] }, at)).toBe('none')
    expect(wakingStandsAt({ acceptedAt: before, anewAt: [at], wakesAt: at }, at)).toBe('under_way')
  })
})
