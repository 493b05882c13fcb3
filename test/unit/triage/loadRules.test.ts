import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadRules } from '../../../src/triage/loadRules'
import { findRulesFolder } from '../../../src/triage/rules/findRulesFolder'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rules-'))
  cpSync(findRulesFolder(), folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const spoil = (file: string, find: string, replace: string): void => {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  expect(before).toContain(find)
  writeFileSync(path, before.replace(find, replace))
}

test('the rules in the tree load', () => expect(loadRules().version).toMatch(/^\d+\.\d+\.\d+$/))

test.each([
  ['broken JSON', 'cues.json', '{', '', /^config\/triage\/cues\.json: /],
  ['an unknown signal', 'signals.json', '"missingNow"', '"missingNew"', /signals\.json: signals\.0.*missingNew/],
  ['a phrase with a capital', 'indicators.json', '"uasc"', '"UASC"', /indicators\.json: J1, "UASC": .*small letters/],
  ['a list that does not exist', 'indicators.json', '"uasc"', '"{nobody}"', /J1, "\{nobody\}": no word list/],
  ['an indicator missing from the list', 'indicators.json', '"code": "O5"', '"code": "O4"', /indicators\.json: O4: stands there twice/],
])('%s is told with file and entry', (_, file, find, replace, message) => {
  spoil(file, find, replace)
  expect(() => loadRules(folder)).toThrow(message)
})
