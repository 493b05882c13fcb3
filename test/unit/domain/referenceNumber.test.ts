import fc from 'fast-check'
import { newReference, parseReference, readReference, referencesIn } from '../../../src/domain/referenceNumber'

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

describe('a reference that somebody typed', () => {
  const bare = (reference: string): string => reference.replace('-', '')

  it.each([
    ['as it was given', (reference: string) => reference],
    ['in lower case, without the dash', (reference: string) => bare(reference).toLowerCase()],
    ['in pairs, with blanks and dots', (reference: string) => ` ${bare(reference).match(/../g)?.join(' . ')} `],
    ['with a long dash', (reference: string) => reference.replace('-', '\u2013')],
    ['with words before it', (reference: string) => `Ref: ${reference.toLowerCase()}`],
    ['with words before it and no mark between', (reference: string) => `REFERENCE ${bare(reference)}`],
    ['in a sentence', (reference: string) => `It was ${reference}, I think.`],
  ])('is read %s', (_how, typed) => {
    for (let n = 0; n < 50; n += 1) {
      const reference = newReference()
      expect(readReference(typed(reference))).toEqual({ kind: 'reference', reference })
    }
  })

  it.each([['S', '5'], ['Z', '2'], ['O', 'Q'], ['0', 'D'], ['I', 'J'], ['1', '7']])('is read with %s for one %s, for the check character tells', (typed, meant) => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 6 }), (place) => {
      // A reference that holds what was meant in that place.
      let draw = 0
      const reference = newReference((below) => (draw++ === place ? ALPHABET.indexOf(meant) : (draw * 7) % below))
      const written = [...bare(reference)].map((c, at) => (at === place ? typed : c)).join('')
      expect(readReference(written)).toEqual({ kind: 'reference', reference })
    }))
  })

  it('is mistyped when one character is another, or one that no reference holds', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 22 }), (place, shift) => {
      const reference = bare(newReference())
      const other = ALPHABET.charAt((ALPHABET.indexOf(reference.charAt(place)) + shift) % ALPHABET.length)
      for (const wrong of [other, 'A', '8']) {
        expect(readReference(reference.slice(0, place) + wrong + reference.slice(place + 1))).toEqual({ kind: 'mistyped' })
      }
    }))
  })

  it.each(['', 'K7QM', 'K7QM-4TXR-9', 'Mara Quill', '\u{1f642}'])('is none at all: %j', (typed) => expect(readReference(typed)).toEqual({ kind: 'wrong_length' }))
})
