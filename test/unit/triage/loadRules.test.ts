import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { loadRules } from '../../../src/triage/loadRules'
import { RulesOfOnesOwn } from '../../support/rulesOfOnesOwn'

let own: RulesOfOnesOwn
beforeEach(() => { own = new RulesOfOnesOwn({ without: 'secondReader' }) })
afterEach(() => own.remove())

test('the rules in the tree load', () => expect(loadRules().version).toMatch(/^\d+\.\d+\.\d+$/))

test.each([
  ['a comma that is missing', 'cues.json', '"cues": [', '"cues" [', '"cues" [', /: is not JSON: colon expected$/],
  ['a quotation mark that is missing', 'signals.json', '"missingNow"', '"missingNow', '"missingNow,', /: is not JSON: unexpected end of string$/],
  ['a file that ends early', 'version.json', '" }', '"', 'what changed and why', /: is not JSON: close brace expected$/],
  ['an unknown signal', 'signals.json', '"missingNow"', '"missingNew"', '"missingNew"', /: signals\.0.*missingNew/],
  ['a field that does not exist', 'indicators.json', '"name": ', '"nome": "", "name": ', '"nome"', /: indicators\.0\.nome \(J1\): .*nome/],
  ['a phrase with a capital', 'indicators.json', '"uasc"', '"UASC"', '"UASC"', /: J1, "UASC": .*small letters/],
  ['a list that does not exist', 'indicators.json', '"uasc"', '"{nobody}"', '"{nobody}"', /: J1, "\{nobody\}": no word list/],
  ['an indicator that stands there twice', 'indicators.json', '"code": "O5"', '"code": "O4"', '"code": "O4"', /: O4: stands there twice/],
  ['an indicator that does not exist', 'priorities.json', '"M2"', '"M99"', '"M99"', /: high: there is no indicator M99/],
  ['an everyday word that stands in two lists', 'everydayWords.json', '"shared": [', '"shared": ["ysgol",', '"shared": ["ysgol"', /: ysgol: stands there twice/],
])('%s is told with file, line and entry', (_, file, find, replace, wrong, message) => {
  own.change(file, find, replace)
  const line = readFileSync(own.path(file), 'utf8').split('\n').findLastIndex((text) => text.includes(wrong)) + 1
  expect(() => loadRules(own.folder)).toThrow(message)
  expect(() => loadRules(own.folder)).toThrow(`config/triage/${file}, line ${line}: `)
})

test('a sound start loads nothing that looks for lines', () => {
  const loaded = execFileSync(process.execPath, ['--import', 'tsx', '-e', `
    require('./src/triage/loadRules').loadRules()
    console.log(Object.keys(require.cache).filter((file) => file.includes('jsonc-parser')).length)
  `], { encoding: 'utf8' })
  expect(loaded.trim()).toBe('0')
})
