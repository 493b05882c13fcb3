import { highlight } from '../../../src/desk/highlight'

describe('the caller’s words on the desk', () => {
  it('cannot be made to read backwards by characters that turn the direction', () => {
    expect(highlight('he is \u202Eevil\u2066', 'text', [])).toEqual([{ text: 'he is \uFFFDevil\uFFFD', marks: [] }])
  })
})
