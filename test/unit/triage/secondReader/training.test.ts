import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LIKENESSES } from '../../../../src/domain/triage'
import { findRulesFolder } from '../../../../src/triage/rules/findRulesFolder'
import { loadSecondReader } from '../../../../src/triage/secondReader/loadSecondReader'
import { readSentencesFile } from '../../../../src/triage/secondReader/train/sentencesFile'
import { trainReader } from '../../../../src/triage/secondReader/train/trainReader'
import { weightsText } from '../../../../src/triage/secondReader/train/weightsText'

const FILE = 'secondReader/weights.json'

test('training again gives the weights in the tree, to the byte, and tells unseen sentences apart', () => {
  const folder = findRulesFolder()
  const weights = trainReader(readSentencesFile(folder), loadSecondReader().settings)
  expect(weightsText(weights) === readFileSync(join(folder, FILE), 'utf8')).toBe(true)
  expect(weights.heads.urgentConcern.figures.areaUnderCurve).toBeGreaterThanOrEqual(0.8)
  for (const likeness of LIKENESSES) expect(weights.heads[likeness].figures.areaUnderCurve).toBeGreaterThan(0.6)
})

describe('a file that is not as it should be', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reader-'))
    cpSync(findRulesFolder(), folder, { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const spoil = (file: string, find: string | RegExp, replace: string): void => {
    const path = join(folder, 'secondReader', file)
    const before = readFileSync(path, 'utf8')
    expect(before).toMatch(find)
    writeFileSync(path, before.replace(find, replace))
  }

  test.each([
    ['weights cut off', 'weights.json', /"weights": "\S{8}/, '"weights": "', /weights\.json: heads\.\w+\.weights: must hold/],
    ['a head that is missing', 'weights.json', '"threats": {', '"treats": {', /weights\.json: heads/],
    ['weights of another version', 'weights.json', /"version": "[^"]+"/, '"version": "0.0.1"', /weights\.json: version: is 0\.0\.1, not .*triage:train/],
    ['broken JSON', 'reader.json', '{', '', /reader\.json: /],
    ['a threshold above the other', 'reader.json', /"look": [\d.]+/, '"look": 99', /reader\.json: look: must not be above/],
  ])('refuses a start and is told by name: %s', (_, file, find, replace, message) => {
    spoil(file, find, replace)
    expect(() => loadSecondReader(folder)).toThrow(message)
  })

  test('a labelled sentence of an unknown head, or one that stands there twice, is told with its line', () => {
    const path = join(folder, 'secondReader/sentences.jsonl')
    writeFileSync(path, '{"text":"One.","heads":[]}\n{"text":"Two.","heads":["no such"]}\n')
    expect(() => readSentencesFile(folder)).toThrow(/sentences\.jsonl: line 2/)
    writeFileSync(path, '{"text":"One.","heads":[]}\n{"text":"one.","heads":[]}\n')
    expect(() => readSentencesFile(folder)).toThrow(/line 2: stands there twice/)
  })
})
