import { highlight } from '../../../src/desk/highlight'

describe('the caller’s words on the desk', () => {
  it('cannot be made to read backwards by characters that turn the direction', () => {
    expect(highlight('he is \u202Eevil\u2066', 'text', [])).toEqual([{ text: 'he is \uFFFDevil\uFFFD', marks: [] }])
  })

  it('are not marked where a note says the same, and each note has its own marks', () => {
    const words = 'missing since last night'
    const mark = (where: { part: 'text' } | { part: 'note'; note: number }) => ({ evidence: { rule: 'M1/1', words, start: 0, end: words.length, ...where }, label: where.part })
    const marks = [mark({ part: 'text' }), mark({ part: 'note', note: 1 })]
    const labels = (place: Parameters<typeof highlight>[1]) => highlight(words, place, marks).flatMap((segment) => segment.marks)
    expect([labels('text'), labels('subject'), labels({ note: 0 }), labels({ note: 1 })]).toEqual([['text'], [], [], ['note']])
  })
})
