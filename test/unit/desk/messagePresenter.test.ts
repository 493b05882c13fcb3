import * as fc from 'fast-check'
import { messageView } from '../../../src/desk/messagePresenter'
import { anEmail } from './builders'

const text = 'New words.\n> Old words.\n-- \nSam\n'
const email = {
  ...anEmail().email, text,
  parts: [{ kind: 'new', start: 0, end: 11 }, { kind: 'quoted', start: 11, end: 24 }, { kind: 'signature', start: 24, end: text.length }] as const,
}
const markOn = (words: string) => {
  const start = text.indexOf(words)
  return { evidence: { rule: 'r', part: 'quoted' as const, words, start, end: start + words.length }, label: 'M1' }
}
const shown = (view: ReturnType<typeof messageView>) => view.words.map(({ folded, segments }) => [folded, segments.map((segment) => segment.text).join('')])

describe('a message on the desk', () => {
  it('stands open as far as it is new, and folded, all of it, otherwise', () => {
    expect(shown(messageView('abc', email, [], true))).toEqual([
      [undefined, 'New words.\n'], ['Earlier mail, quoted', '> Old words.\n'], ['Signature or standing notice', '-- \nSam\n'],
    ])
  })

  it('names what it hides from whoever opens it', () => {
    const hiding = { ...email, text: 'New words.\n\nUnseen.', parts: [{ kind: 'new', start: 0, end: 11 }, { kind: 'hidden', start: 11, end: 19 }] as const }
    expect(shown(messageView('abc', hiding, [], true))[1]).toEqual(['Hidden in the message: whoever opens it does not see these words', '\nUnseen.'])
  })

  it('marks what the rules found in folded mail, and says so on the fold', () => {
    const [, quoted] = messageView('abc', email, [markOn('Old words')], true).words
    expect(quoted).toMatchObject({ folded: 'Earlier mail, quoted: the rules found something in it', segments: [{ marks: [] }, { text: 'Old words', marks: ['M1'] }, { marks: [] }] })
  })

  it('never folds a signature in which the rules found something', () => {
    expect(messageView('abc', email, [markOn('Sam')], true).words[2]).toMatchObject({ folded: undefined, segments: [{}, { text: 'Sam', marks: ['M1'] }, {}] })
  })

  it('that was kept before parts were told apart stands open', () => {
    expect(shown(messageView('abc', { ...email, parts: [] }, [], true))).toEqual([[undefined, text]])
  })

  it('says that it has no words, rather than nothing, unless it could not be read', () => {
    const empty = { ...email, text: ' \n', parts: [] }
    const attachment = { filename: 'plan.pdf', contentType: 'application/pdf', size: 1, type: 'pdf', warnings: [] } as const
    expect(messageView('abc', empty, [], true)).toMatchObject({ words: [], wordless: 'This message has no words.' })
    expect(messageView('abc', { ...empty, attachments: [attachment] }, [], true).wordless).toBe('This message has no words. See what is attached.')
    expect(messageView('abc', { ...empty, unreadable: 'malformed' }, [], true).wordless).toBeUndefined()
    expect(messageView('abc', email, [], true).wordless).toBeUndefined()
  })

  it('warns in plain words of an attachment that is of no kind known to be harmless', () => {
    const odd = { filename: 'meeting.one', contentType: 'application/onenote', size: 1, type: 'unknown', warnings: ['unfamiliar'] } as const
    expect(messageView('abc', { ...email, attachments: [odd] }, [], true).attachments[0]?.warnings)
      .toEqual([expect.stringMatching(/^It is not of a kind that we know to be harmless\. Do not open it unless/)])
  })

  it('that Outlook packed says what its winmail.dat is, and what to do', () => {
    const winmail = { filename: 'winmail.dat', contentType: 'application/ms-tnef', size: 1, type: 'winmail', warnings: ['winmail'] } as const
    expect(messageView('abc', { ...email, attachments: [winmail] }, [], true).cautions).toEqual([
      expect.stringMatching(/^The file winmail\.dat is this message as Outlook packs it: .*open it with Outlook, or with a program that unpacks winmail\.dat/),
    ])
  })
})

describe('a very long message', () => {
  const viewOf = (words: string, ...found: string[]) => {
    const marks = found.map((marked) => {
      const start = words.indexOf(marked)
      return { evidence: { rule: 'r', part: 'text' as const, words: marked, start, end: start + marked.length }, label: 'M1' }
    })
    return shown(messageView('abc', { ...email, text: words, parts: [] }, marks, true))
  }
  const lines = (count: number) => Array.from({ length: count }, (_, n) => `Line ${n + 1}.`).join('\n')

  it('stands open up to sixty lines', () => {
    expect(viewOf(lines(60)).map(([folded]) => folded)).toEqual([undefined])
    expect(viewOf(`${lines(60)}\n`).map(([folded]) => folded)).toEqual([undefined])
  })

  it('is folded behind its fiftieth line when it is longer, and says how much there is', () => {
    const [open, rest, ...more] = viewOf(lines(290))
    expect([open?.[1]?.endsWith('Line 50.\n'), rest?.[0], rest?.[1]?.startsWith('Line 51.'), more]).toEqual([true, 'The rest of the message: 240 lines', true, []])
  })

  it('says how many passages are marked in what is folded', () => {
    expect(viewOf(lines(100), 'Line 7.', 'Line 70.')[1]?.[0]).toBe('The rest of the message: 50 lines; the rules marked 1 passage in it')
    expect(viewOf(lines(100), 'Line 70.', 'Line 80.')[1]?.[0]).toBe('The rest of the message: 50 lines; the rules marked 2 passages in it')
  })

  it('without line ends is folded between two words', () => {
    const [open, rest] = viewOf('word '.repeat(2_000).trim())
    expect([open?.[1]?.length, rest?.[0], rest?.[1]?.startsWith('word')]).toEqual([5_000, 'The rest of the message: 4,999 characters', true])
  })

  it('never loses a character, nor tears one, wherever it is folded', () => {
    const words = fc.array(fc.constantFrom('a', ' ', '\n', '🙂', 'word '), { minLength: 5_000, maxLength: 9_000 }).map((parts) => parts.join(''))
    fc.assert(fc.property(fc.oneof(words, fc.constant('🙂'.repeat(4_000)), fc.constant(`a${'🙂'.repeat(4_000)}`)), (written) => {
      const parts = viewOf(written).map(([, part]) => part ?? '')
      expect(parts.join('')).toBe(written)
      expect(parts.every((part) => !/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(part))).toBe(true)
    }), { numRuns: 20 })
  })
})
