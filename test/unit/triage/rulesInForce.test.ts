import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { createLogger } from '../../../src/operations/logger'
import { readContact } from '../../../src/triage/readContact'
import { findRulesFolder } from '../../../src/triage/rules/findRulesFolder'
import { RulesInForce } from '../../../src/triage/rulesInForce'

let folder: string
let logged: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changed-rules-'))
  cpSync(findRulesFolder(), folder, { recursive: true, filter: (path) => !/sentences|messages|learned|rules\.built/.test(path) })
  logged = ''
})
afterEach(() => rmSync(folder, { recursive: true }))

const log = createLogger('workers', 'info', new Writable({ write: (chunk, _encoding, done) => { logged += String(chunk); done() } }))
const start = (secondReader: 'on' | 'off' = 'off') => new RulesInForce({ folder, secondReader, log })

const edit = (file: string, find: string | RegExp, replace: string): void => {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  expect(before).toMatch(find)
  writeFileSync(path, before.replace(find, replace))
}
const raise = (version = '99.0.0'): void => edit('version.json', /"version": "[^"]+"/, `"version": "${version}"`)

const categoryIn = (rules: RulesInForce) =>
  readContact(rules.readers().rules, { channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), subject: '', text: 'May I book a zumba lesson with you at the office?' }).category
/** A phrase that says what nothing else in the rules does. */
const addPhrase = (): void => edit('categories.json', /("category": "training",[\s\S]*?"phrases": \[)/, '$1 "zumba lesson",')

test('rules that were changed, and their version raised, are in force once they are read again', () => {
  const rules = start()
  expect(categoryIn(rules)).not.toBe('training')
  addPhrase()
  raise()
  expect(categoryIn(rules)).not.toBe('training')
  rules.change()
  expect([categoryIn(rules), rules.readers().rules.version, rules.standing()]).toEqual(['training', '99.0.0', 'ok'])
  expect(logged).toMatch(/rules_changed.*99\.0\.0/)
})

test('whoever reads an enquiry meanwhile keeps the rules that it began with', () => {
  const rules = start()
  const before = rules.readers()
  const { version } = before.rules
  raise()
  rules.change()
  expect([before.rules.version, rules.readers().rules.version]).toEqual([version, '99.0.0'])
})

test.each([
  ['one file is broken', () => edit('signals.json', '"missingNow"', '"missingNew"'), /config\/triage\/signals\.json, line \d+: signals\.0.*missingNew/],
  ['a file is gone', () => rmSync(join(folder, 'cues.json')), /they could not be read/],
  ['the second reader is broken', () => edit('secondReader/reader.json', /"look": [\d.]+/, '"look": 99'), /config\/triage\/secondReader\/reader\.json, line \d+: look: must not be above/],
])('nothing is changed, and what is wrong is told, when %s', (_, spoil, told) => {
  const rules = start('on')
  const before = rules.readers()
  addPhrase()
  raise()
  spoil()
  rules.change()
  expect(rules.readers()).toBe(before)
  expect(categoryIn(rules)).not.toBe('training')
  expect(rules.standing()).toMatch(told)
  expect(rules.standing()).toContain(`version ${before.rules.version} stays in force`)
  expect(logged).toMatch(/"level":50.*rules_refused/)
  expect(logged).toMatch(told)
})

test('what was refused is forgotten once the files are sound', () => {
  const rules = start()
  addPhrase()
  rules.change()
  expect(rules.standing()).not.toBe('ok')
  raise()
  rules.change()
  expect([rules.standing(), categoryIn(rules)]).toEqual(['ok', 'training'])
})

test.each([['the same', undefined], ['a lower one', '0.0.1']])('rules with another content and %s as version are refused: no reading could be told by it', (_, version) => {
  const rules = start()
  const before = rules.readers()
  addPhrase()
  if (version) raise(version)
  rules.change()
  expect(rules.readers()).toBe(before)
  expect(rules.standing()).toMatch(/version\.json: version: is .*raise it/)
})

test('a second reader with another content and the same version is refused', () => {
  const rules = start('on')
  edit('secondReader/reader.json', /"mostDoubt": /, '"mostDoubt": 1')
  rules.change()
  expect(rules.standing()).toMatch(/reader\.json: version: is .*raise it/)
})

test('files that nobody changed may be read again', () => {
  const rules = start('on')
  rules.change()
  expect(rules.standing()).toBe('ok')
})
