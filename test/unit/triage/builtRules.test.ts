import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { buildRules } from '../../../src/triage/buildRules'
import { compileRules } from '../../../src/triage/rules/compileRules'
import { loadRules } from '../../../src/triage/loadRules'
import { BUILT_RULES, keepBuiltRules, takeBuiltRules } from '../../../src/triage/rules/builtRules'
import { findRulesFolder } from '../../../src/triage/rules/findRulesFolder'

const compiled = compileRules(findRulesFolder())

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'built-rules-')), 'triage')
  cpSync(findRulesFolder(), folder, { recursive: true, filter: (path) => !path.includes('secondReader') })
  for (const file of ['letterLayout.json', 'bankHolidays.json']) cpSync(join(findRulesFolder(), '..', file), join(folder, '..', file))
})
afterEach(() => rmSync(dirname(folder), { recursive: true }))

const change = (file: string, edit: (content: Buffer) => Buffer): void => {
  const path = join(folder, file)
  writeFileSync(path, edit(readFileSync(path)))
}
const replacing = (find: string, replace: string) => (content: Buffer): Buffer => {
  expect(content.toString()).toContain(find)
  return Buffer.from(content.toString().replace(find, replace))
}

test('what was built is what would be compiled now', () => {
  buildRules(folder)
  // As bytes: to compare a million numbers one by one takes jest ten seconds.
  expect(serialize(takeBuiltRules(folder)).equals(serialize(deserialize(serialize(compiled))))).toBe(true)
})

test('where nothing was built, the rules are compiled', () => {
  expect(takeBuiltRules(folder)).toBeUndefined()
  expect(loadRules(folder).version).toBe(compiled.version)
})

describe('when the rules were built', () => {
  beforeEach(() => keepBuiltRules(folder, { ...compiled, version: '0.0.1' }))

  test('a start takes them, and does not compile', () => expect(loadRules(folder).version).toBe('0.0.1'))

  test.each(['version.json', 'wordLists.json', 'indicators.json', 'signals.json', 'cues.json', 'categories.json', 'places.json', 'priorities.json', 'everydayWords.json'])(
    'they are not taken once %s is another', (file) => {
      change(file, (content) => Buffer.concat([content, Buffer.from(' ')]))
      expect(takeBuiltRules(folder)).toBeUndefined()
    })

  test.each([
    ['is empty', () => Buffer.alloc(0)],
    ['was cut short', (content: Buffer) => content.subarray(0, -1)],
    ['has one bit turned in the middle', (content: Buffer) => {
      const at = content.length >> 1
      content.writeUInt8(content.readUInt8(at) ^ 1, at)
      return content
    }],
    ['has one bit turned in its digest', (content: Buffer) => {
      content.writeUInt8(content.readUInt8(0) ^ 1, 0)
      return content
    }],
  ])('they are not taken when their file %s', (_, edit) => {
    change(BUILT_RULES, edit)
    expect(takeBuiltRules(folder)).toBeUndefined()
  })

  test('a start compiles the rules once they are others', () => {
    change('version.json', replacing(`"${compiled.version}"`, '"0.0.2"'))
    expect(loadRules(folder).version).toBe('0.0.2')
  })

  test('a rule file that was spoilt since refuses the start, with file, line and entry', () => {
    change('signals.json', replacing('"missingNow"', '"missingNew"'))
    expect(() => loadRules(folder)).toThrow(/signals\.json, line \d+: signals\.0.*missingNew/)
  })
})

test('rules that are not as they should be are not built', () => {
  change('indicators.json', replacing('"uasc"', '"UASC"'))
  expect(() => buildRules(folder)).toThrow(/indicators\.json, line \d+: J1, "UASC": .*small letters/)
  expect(takeBuiltRules(folder)).toBeUndefined()
})
