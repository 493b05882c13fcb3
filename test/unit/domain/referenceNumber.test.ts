import fc from 'fast-check'
import { newReference, parseReference, referencesIn } from '../../../src/domain/referenceNumber'

const ALPHABET = '2345679CDFGHJKMNPQRTWXY'

describe('a reference number', () => {
  it('is read back as it was given, however it is typed', () => {
    const reference = newReference()
    expect(parseReference(` ${reference.toLowerCase().replace('-', ' ')} `)).toBe(reference)
  })

  it('is refused when one character is wrong', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 22 }), (place, shift) => {
        const bare = newReference().replace('-', '')
        const other = ALPHABET.charAt((ALPHABET.indexOf(bare.charAt(place)) + shift) % ALPHABET.length)
        expect(parseReference(bare.slice(0, place) + other + bare.slice(place + 1))).toBeUndefined()
      }),
    )
  })

  it('is refused when two neighbours are swapped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), (place) => {
        const bare = newReference().replace('-', '')
        const swapped = bare.slice(0, place) + bare.charAt(place + 1) + bare.charAt(place) + bare.slice(place + 2)
        expect(swapped === bare || parseReference(swapped) === undefined).toBe(true)
      }),
    )
  })

  it('is found wherever it stands in a text, and never inside a word', () => {
    const around = fc.string({ unit: fc.constantFrom('a', 'K', 'h', 'T', '4', ' ', '-', '.', '\n', '\u00e9', '\u2013') })
    fc.assert(
      fc.property(around, around, fc.constantFrom('', '-', ' '), fc.boolean(), (before, after, between, lower) => {
        const reference = newReference()
        const typed = reference.replace('-', between)
        expect(referencesIn(`${before} ${lower ? typed.toLowerCase() : typed} ${after}`, 20)).toContain(reference)
        expect(referencesIn(`x${typed}`, 20)).not.toContain(reference)
        expect(referencesIn(`${typed}x`, 20)).not.toContain(reference)
      }),
    )
  })

  it('says nothing about the order in which references were given', () => {
    const given = Array.from({ length: 50 }, () => newReference())
    expect(new Set(given).size).toBe(50)
    expect(given.toSorted()).not.toEqual(given)
  })
})
