import { languageWords, readLanguageWords } from '../../../config/languages'
import list from '../../../config/languages.json'
import { languageReader } from '../../../src/domain/languages'

const read = languageReader(languageWords())

describe('languages that are needed', () => {
  it.each<[string, readonly string[]]>([
    ['He speaks only Vietnamese and is very frightened.', ['vietnamese']],
    ['She needs a Tigrinya interpreter.', ['tigrinya']],
    ['Please book an interpreter in Pashto.', ['pashto']],
    ['Interpreter needed: Kurdish Sorani', ['kurdish']],
    ['Her first language is Albanian; his is not known.', ['albanian']],
    ['A Romanian-speaking girl of 15.', ['romanian']],
    ['No English, speaks only kurdish', ['kurdish']],
    ['One boy speaks Amharic, the other needs a\nTigrigna  interpreter.', ['amharic', 'tigrinya']],
  ])('are read from "%s"', (text, languages) => {
    expect(read([text])).toEqual(languages)
  })

  it.each([
    'He does not need an Albanian interpreter.', 'There is no need for a Vietnamese interpreter.', 'A Vietnamese boy was found in a house.', 'She speaks good English.',
    'The Polish embassy rang.', 'He doesn’t speak Arabic.',
  ])('are not read from "%s"', (text) => {
    expect(read([text])).toEqual([])
  })

  it('are read over long and hostile text in little time, each once', () => {
    const text = `${'speaks only '.repeat(8_000)} He speaks only Vietnamese. ${'Vietnamese interpreter '.repeat(1_000)}`
    expect(read([text, text])).toEqual(['vietnamese'])
  })

  it('are refused as data with a mistake, saying where', () => {
    expect(readLanguageWords({ ...list, languages: { Vietnamese: ['Vietnamese'] } })).toMatchObject({ ok: false, problems: [expect.stringMatching(/^config\/languages\.json: languages\.Vietnamese /)] })
    expect(readLanguageWords({ ...list, before: [] })).toEqual({ ok: false, problems: ['config/languages.json: before must hold a word'] })
  })
})
