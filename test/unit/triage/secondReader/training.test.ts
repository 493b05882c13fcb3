import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadRules } from '../../../../src/triage/loadRules'
import { findRulesFolder } from '../../../../src/triage/rules/findRulesFolder'
import { loadReaderSettings, loadSecondReader } from '../../../../src/triage/secondReader/loadSecondReader'
import { readMaterial } from '../../../../src/triage/secondReader/train/material'
import { digestOf, trainReader } from '../../../../src/triage/secondReader/train/trainReader'
import { weightsText } from '../../../../src/triage/secondReader/train/weightsText'
import { RulesOfOnesOwn } from '../../../support/rulesOfOnesOwn'

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
  let own: RulesOfOnesOwn
  beforeEach(() => { own = new RulesOfOnesOwn({ without: 'languageModel' }) })
  afterEach(() => own.remove())

  test.each([
    ['weights cut off', 'weights.json', /"weights": "\S{8}/, '"weights": "', /weights\.json, line \d+: dangers\.\w+\.weights: must hold/],
    ['a head that is missing', 'weights.json', '"threats": {', '"treats": {', /weights\.json, line \d+: dangers/],
    ['weights of another version', 'weights.json', /"version": "[^"]+"/, '"version": "0.0.1"', /weights\.json, line \d+: version: is 0\.0\.1, not .*triage:train/],
    ['broken JSON', 'reader.json', '{', '', /reader\.json, line \d+: is not JSON/],
    ['a threshold above the other', 'reader.json', /\n  "look": [\d.]+/, '\n  "look": 99', /reader\.json, line \d+: look: must not be above/],
    ['a threshold beside the language model above the other', 'reader.json', /"hinted": -0.6/, '"hinted": 99', /reader\.json, line \d+: languageModel\.thresholds: .*must not be above/],
  ])('refuses a start and is told by name: %s', (_, file, find, replace, message) => {
    own.change(join('secondReader', file), find, replace)
    expect(() => loadSecondReader(own.folder)).toThrow(message)
  })

  test('a labelled sentence of an unknown label, or one that stands there twice, is told with its line', () => {
    for (const kind of ['sentences', 'messages', 'learned']) mkdirSync(own.path(`secondReader/${kind}`))
    const path = own.path('secondReader/sentences/first.jsonl')
    writeFileSync(path, '{"text":"One.","heads":[]}\n{"text":"Two.","heads":["no such"]}\n')
    expect(() => readMaterial(own.folder)).toThrow(/first\.jsonl: line 2/)
    writeFileSync(path, '{"text":"One.","heads":[]}\n{"text":"one.","heads":[]}\n')
    expect(() => readMaterial(own.folder)).toThrow(/line 2: stands there twice/)
  })
})
