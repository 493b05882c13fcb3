import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadRules } from '../../../../src/triage/loadRules'
import { findRulesFolder } from '../../../../src/triage/rules/findRulesFolder'
import { loadReaderSettings, loadSecondReader } from '../../../../src/triage/secondReader/loadSecondReader'
import { readMaterial } from '../../../../src/triage/secondReader/train/material'
import { digestOf, trainReader } from '../../../../src/triage/secondReader/train/trainReader'
import { weightsText } from '../../../../src/triage/secondReader/train/weightsText'

const FILE = 'secondReader/weights.json'

const folder = findRulesFolder()
const settings = loadReaderSettings(folder)
const material = readMaterial(folder)

/** Of all hands, and no more of them when there is more. */
const someOf = <T>(all: readonly T[], most: number): readonly T[] => all.filter((_, place) => place % Math.ceil(all.length / most) === 0)

test('the weights in the tree were trained from the material and settings in the tree', () => {
  expect(JSON.parse(readFileSync(join(folder, FILE), 'utf8'))).toMatchObject({ version: settings.version, digest: digestOf(material, settings) })
})

test('training again gives the same weights, to the byte', () => {
  const some = [{ hand: 'several', sentences: someOf(material.flatMap(({ sentences }) => sentences), 60), messages: someOf(material.flatMap(({ messages }) => messages), 20) }]
  const pace = { rounds: 2, ridge: 0.1 }
  const brief = { ...settings, training: { dangers: pace, indicators: pace, wholes: pace } }
  const [once, again] = [1, 2].map(() => weightsText(trainReader(loadRules(folder), some, brief)))
  expect(once === again).toBe(true)
})

describe('a file that is not as it should be', () => {
  let copy: string
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'reader-'))
    cpSync(findRulesFolder(), copy, { recursive: true })
  })
  afterEach(() => rmSync(copy, { recursive: true }))

  const spoil = (file: string, find: string | RegExp, replace: string): void => {
    const path = join(copy, 'secondReader', file)
    const before = readFileSync(path, 'utf8')
    expect(before).toMatch(find)
    writeFileSync(path, before.replace(find, replace))
  }

  test.each([
    ['weights cut off', 'weights.json', /"weights": "\S{8}/, '"weights": "', /weights\.json, line \d+: dangers\.\w+\.weights: must hold/],
    ['a head that is missing', 'weights.json', '"threats": {', '"treats": {', /weights\.json, line \d+: dangers/],
    ['weights of another version', 'weights.json', /"version": "[^"]+"/, '"version": "0.0.1"', /weights\.json, line \d+: version: is 0\.0\.1, not .*triage:train/],
    ['broken JSON', 'reader.json', '{', '', /reader\.json, line \d+: is not JSON/],
    ['a threshold above the other', 'reader.json', /"look": [\d.]+/, '"look": 99', /reader\.json, line \d+: look: must not be above/],
  ])('refuses a start and is told by name: %s', (_, file, find, replace, message) => {
    spoil(file, find, replace)
    expect(() => loadSecondReader(copy)).toThrow(message)
  })

  test('a labelled sentence of an unknown label, or one that stands there twice, is told with its line', () => {
    const path = join(copy, 'secondReader/sentences/first.jsonl')
    writeFileSync(path, '{"text":"One.","heads":[]}\n{"text":"Two.","heads":["no such"]}\n')
    expect(() => readMaterial(copy)).toThrow(/first\.jsonl: line 2/)
    writeFileSync(path, '{"text":"One.","heads":[]}\n{"text":"one.","heads":[]}\n')
    expect(() => readMaterial(copy)).toThrow(/line 2: stands there twice/)
  })
})
