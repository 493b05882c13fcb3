import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MODEL_FOLDER } from '../../../../../src/triage/secondReader/languageModel/loadLanguageModel'
import { openSecondReader } from '../../../../../src/triage/secondReader/loadSecondReader'
import { builtSources } from '../../../../support/builtSources'
import { RulesOfOnesOwn } from '../../../../support/rulesOfOnesOwn'

let own: RulesOfOnesOwn
beforeEach(() => { own = new RulesOfOnesOwn() })
afterEach(() => own.remove())

const fileOf = (name: string): string => `${MODEL_FOLDER}/${name}`
const append = (name: string): void => appendFileSync(own.path(fileOf(name)), ' ')

/** Another content, of which model.json knows: nobody spoilt it on the way, it was never right. */
function bring(name: 'network.onnx' | 'vocabulary.json', content: string): void {
  const path = own.path(fileOf(name))
  const digestOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')
  own.change(fileOf('model.json'), digestOf(readFileSync(path)), digestOf(content))
  writeFileSync(path, content)
}

test.each([
  ['its description is gone', () => own.remove(fileOf('model.json')), /model\.json: is missing/],
  ['its description is no JSON', () => own.change(fileOf('model.json'), '{', ''), /model\.json, line \d+: is not JSON/],
  ['its description names no vocabulary', () => own.change(fileOf('model.json'), '"vocabulary"', '"words"'), /model\.json, line \d+: vocabulary/],
  ['it is of another version than the settings ask for', () => own.change(fileOf('model.json'), /"version": "[^"]+"/, '"version": "0.0.1"'), /model\.json, line \d+: version: is 0\.0\.1, and reader\.json asks for/],
  ['its network is gone', () => own.remove(fileOf('network.onnx')), /network\.onnx: .*no such file/],
  ['its network is of another training', () => append('network.onnx'), /network\.onnx: is not the file that model\.json was written with/],
  ['its network is none', () => bring('network.onnx', 'no network'), /network\.onnx: cannot be run on this machine .*SECOND_READER=words/],
  ['its vocabulary is gone', () => own.remove(fileOf('vocabulary.json')), /vocabulary\.json: .*no such file/],
  ['its vocabulary is of another training', () => append('vocabulary.json'), /vocabulary\.json: is not the file that model\.json was written with/],
  ['its vocabulary is no JSON', () => bring('vocabulary.json', '{'), /vocabulary\.json/],
  ['its vocabulary has no marks', () => bring('vocabulary.json', readFileSync(own.path(fileOf('vocabulary.json')), 'utf8').replaceAll('[CLS]', '[BEGIN]')), /vocabulary\.json: .*\[CLS\]/],
])('where %s the start is refused, and the file is told by name', async (_, spoil, told) => {
  spoil()
  await expect(openSecondReader(own.folder)).rejects.toThrow(told)
})

test('its description may name the texts that it was trained on, by their digest alone', async () => {
  own.change(fileOf('model.json'), '"version"', `"texts": "${'0'.repeat(64)}", "version"`)
  expect(await openSecondReader(own.folder)).toHaveProperty('model')
  own.change(fileOf('model.json'), '0'.repeat(64), 'texts.jsonl')
  await expect(openSecondReader(own.folder)).rejects.toThrow(/model\.json, line \d+: texts/)
})

test('whoever reads words alone needs none', async () => {
  own.remove(MODEL_FOLDER)
  expect(await openSecondReader(own.folder, 'words')).not.toHaveProperty('model')
})

// In a process of its own: this one may have loaded anything.
const nativeParts = (mode: 'on' | 'words'): string => execFileSync(process.execPath, ['-e', `
  require(${JSON.stringify(join(builtSources(), 'src/triage/secondReader/loadSecondReader.js'))}).openSecondReader(undefined, '${mode}')
    .then(() => console.log(Object.keys(require.cache).some((file) => file.includes('onnxruntime'))))
`], { encoding: 'utf8' }).trim()

test('nor do they load anything native: there are machines for which there is nothing', () => {
  expect([nativeParts('words'), nativeParts('on')]).toEqual(['false', 'true'])
})
