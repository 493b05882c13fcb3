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
})
