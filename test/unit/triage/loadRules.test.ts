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
  ['a subject that stands there twice', 'categories.json', '"category": "media"', '"category": "training"', '"category": "training"', /: training: stands there twice/],
  ['a child concern as a subject', 'categories.json', '"category": "media"', '"category": "child_concern"', '"child_concern"', /: child_concern: is no subject/],
  ['a key that stands there twice', 'priorities.json', '"mustLook": {', '"adult": {', '"adult": {', /: adult: stands there twice/],
  ['a key that is written otherwise and is the same', 'signals.json', '"signal": "missingNow",', '"signal": "missingNow", "sign\\u0061l": "atPort",', '"sign\\u0061l"', /: signal: stands there twice/],
  ['a signal that is in no level', 'priorities.json', '"missingNow", ', '', '"levels": [', /: missingNow: stands in no level/],
  ['a fact that is in no level', 'priorities.json', '"facts": ["meetingSoon", "recentConcern", "saidOver"]', '"facts": ["meetingSoon"]', '"levels": [', /: recentConcern: stands in no level/],
  ['a level without reasons', 'priorities.json', /"signals": \[\s*"missingNow"[^\]]*\]/, '"signals": []', '{\n      "priority": "urgent"', /: urgent: has no reasons/],
  ['a level that is gone', 'priorities.json', '"priority": "urgent",\n      "signals"', '"priority": "standard",\n      "signals"', '{\n  "about"', /: urgent: is missing/],
  ['a level that stands there twice', 'priorities.json', '"priority": "high",\n      "signals"', '"priority": "urgent",\n      "signals"', '"priority": "urgent",\n      "signals"', /: urgent: stands there twice/],
  ['levels of which the less pressing comes first', 'priorities.json', /"levels": \[\s*(\{[\s\S]*?\n {4}\}),\s*(\{[\s\S]*?\n {4}\})\s*\]/, '"levels": [\n$2,\n$1\n]', '"priority": "urgent",\n      "signals"', /: urgent: stands after high/],
  ['a level below standard', 'priorities.json', '"facts": ["meetingSoon", "recentConcern", "saidOver"]\n    }', '"facts": ["meetingSoon", "recentConcern", "saidOver"]\n    },\n    { "priority": "low", "signals": ["threats"], "indicators": [], "facts": [] }', '{ "priority": "low", "signals"', /: levels: must not be low/],
  ['what a person must look at, and low', 'priorities.json', '"mustLook": { "priority": "standard"', '"mustLook": { "priority": "low"', '"mustLook"', /: mustLook: must not be low/],
  ['an adult in danger who is low', 'priorities.json', '"adultInDanger": { "priority": "urgent"', '"adultInDanger": { "priority": "low"', '"adultInDanger"', /: adultInDanger: must not be low/],
  ['a child concern that is low', 'priorities.json', '"child_concern": { "priority": "standard"', '"child_concern": { "priority": "low"', '"child_concern"', /: child_concern: must not be low/],
])('%s is told with file, line and entry', (_, file, find, replace, wrong, message) => {
  own.change(file, find, replace)
  const written = readFileSync(own.path(file), 'utf8')
  const line = written.slice(0, written.lastIndexOf(wrong)).split('\n').length
  expect(() => loadRules(own.folder)).toThrow(message)
  expect(() => loadRules(own.folder)).toThrow(`config/triage/${file}, line ${line}: `)
})

test.each([
  ['a layout of letters', 'letterLayout.json', '"signOffs": [', '"signOffs": ["Toodle pip",', '"Toodle pip"', /: signOffs\.0: must be in small letters/],
  ['a list of bank holidays', 'bankHolidays.json', '"until": "2028-12-31"', '"until": "2028-12-25"', '"until"', /: until: must be the last day of a year/],
])('%s beside them that is broken is told likewise', (_, file, find, replace, wrong, message) => {
  own.change(`../${file}`, find, replace)
  const written = readFileSync(own.path(`../${file}`), 'utf8')
  const line = written.slice(0, written.indexOf(wrong)).split('\n').length
  expect(() => loadRules(own.folder)).toThrow(message)
  expect(() => loadRules(own.folder)).toThrow(`config/${file}, line ${line}: `)
})

test.each(['cues.json', '../letterLayout.json'])('%s as Notepad saves it, with a mark before all else, is read, and a mistake in it has its line', (file) => {
  own.change(file, /^/, '\uFEFF')
  expect(loadRules(own.folder).version).toBe(loadRules().version)
  own.change(file, ': [', ' [')
  expect(() => loadRules(own.folder)).toThrow(/, line \d+: is not JSON: colon expected/)
})

test('a sound start loads nothing that looks for lines', () => {
  const loaded = execFileSync(process.execPath, ['--import', 'tsx', '-e', `
    require('./src/triage/loadRules').loadRules()
    console.log(Object.keys(require.cache).filter((file) => file.includes('jsonc-parser')).length)
  `], { encoding: 'utf8' })
  expect(loaded.trim()).toBe('0')
})
