import { openingHours } from '../../../src/domain/openingHours'

const usual = openingHours('Mo-Fr 09:30-16:30; PH off')

describe('the opening hours', () => {
  it.each([
    ['a winter weekday at half past nine', '2026-11-23T09:30:00Z', true],
    ['a minute before', '2026-11-23T09:29:00Z', false],
    ['a summer weekday at half past nine in London, which is half past eight in UTC', '2026-07-20T08:30:00Z', true],
    ['a summer weekday at twenty to five in London', '2026-07-20T15:40:00Z', false],
    ['a Saturday', '2026-11-28T11:00:00Z', false],
    ['Christmas Day', '2026-12-25T11:00:00Z', false],
    ['the Monday that stands in for Boxing Day', '2026-12-28T11:00:00Z', false],
  ])('%s', (_name, at, open) => {
    expect(usual.isOpen(new Date(at))).toBe(open)
  })

  it('can be always or never', () => {
    expect(openingHours('24/7').isOpen(new Date('2026-12-25T03:00:00Z'))).toBe(true)
    expect(openingHours('off').isOpen(new Date('2026-11-23T10:00:00Z'))).toBe(false)
  })

  it('says itself in words that a caller understands', () => {
    expect(usual.inWords).toBe('Monday to Friday, 9:30am to 4:30pm, except bank holidays')
    expect(openingHours('24/7').inWords).toBe('at all hours, every day')
    expect(openingHours('Mo-Fr 09:00-12:00,13:00-17:00').inWords).toBe('Mo-Fr 09:00-12:00,13:00-17:00')
  })

  it('refuses hours that nobody could keep', () => {
    expect(() => openingHours('Mo-Fx nine')).toThrow('Mo-F')
  })
})
