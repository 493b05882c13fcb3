import { Writable } from 'node:stream'
import { couldNotStart } from '../../../src/compose/couldNotStart'
import { createLogger } from '../../../src/operations/logger'
import { readContact } from '../../../src/triage/readContact'
import { RulesError } from '../../../src/triage/rules/rulesFile'
import { RulesInForce } from '../../../src/triage/rulesInForce'
import { RulesOfOnesOwn } from '../../support/rulesOfOnesOwn'

let own: RulesOfOnesOwn
let logged: string
beforeEach(() => {
  own = new RulesOfOnesOwn({ built: true })
  logged = ''
})
afterEach(() => own.remove())

const log = createLogger('workers', 'info', new Writable({ write: (chunk, _encoding, done) => { logged += String(chunk); done() } }))
const start = async (secondReader: 'on' | 'words' | 'off' = 'off') => RulesInForce.open({ folder: own.folder, secondReader, log })

const edit = (...change: Parameters<RulesOfOnesOwn['change']>): void => own.change(...change)
const raise = (version = '99.0.0', file = 'version.json'): void => edit(file, /"version": "[^"]+"/, `"version": "${version}"`)

const categoryIn = (rules: RulesInForce) =>
  readContact(rules.readers().rules, { channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), subject: '', text: 'May I book a zumba lesson with you at the office?' }).category
/** A phrase that says what nothing else in the rules does. */
const addPhrase = (): void => edit('categories.json', /("category": "training",[\s\S]*?"phrases": \[)/, '$1 "zumba lesson",')

test('rules that were changed, and their version raised, are in force once they are read again', async () => {
  const rules = await start()
  expect(categoryIn(rules)).not.toBe('training')
  addPhrase()
  raise()
  expect(categoryIn(rules)).not.toBe('training')
  await rules.change()
  expect([categoryIn(rules), rules.readers().rules.version, rules.standing()]).toEqual(['training', '99.0.0', 'ok'])
  expect(logged).toMatch(/rules_changed.*99\.0\.0/)
})

const LAYOUT = '../letterLayout.json'
const HOLIDAYS = '../bankHolidays.json'
const proclaim = (): void => edit(HOLIDAYS, '"calendars": {\n    "england-and-wales": [', '"calendars": {\n    "england-and-wales": [\n      { "date": "2024-12-30", "name": "Proclaimed" },')
const sign = (): void => edit(LAYOUT, '"signOffs": [', '"signOffs": ["toodle pip",')
const isProclaimedIn = (rules: RulesInForce): boolean => rules.readers().rules.bankHolidays.calendars['england-and-wales'].some(({ name }) => name === 'Proclaimed')
const isSignOffIn = (rules: RulesInForce): boolean => rules.readers().rules.layout.signOffs.includes('toodle pip')

test('how letters are laid out, and the bank holidays, are in force with the rules once all are read again', async () => {
  const rules = await start()
  sign()
  proclaim()
  raise()
  expect([isSignOffIn(rules), isProclaimedIn(rules)]).toEqual([false, false])
  await rules.change()
  expect([rules.standing(), isSignOffIn(rules), isProclaimedIn(rules)]).toEqual(['ok', true, true])
})

test('another layout of letters without another version is refused, for it is read by; bank holidays have none', async () => {
  const rules = await start()
  proclaim()
  await rules.change()
  expect([rules.standing(), isProclaimedIn(rules)]).toEqual(['ok', true])
  sign()
  await rules.change()
  expect(rules.standing()).toMatch(/version\.json: version: is .*raise it/)
  expect(isSignOffIn(rules)).toBe(false)
})

test('whoever reads an enquiry meanwhile keeps the rules that it began with', async () => {
  const rules = await start()
  const before = rules.readers()
  const { version } = before.rules
  raise()
  await rules.change()
  expect([before.rules.version, rules.readers().rules.version]).toEqual([version, '99.0.0'])
})

test.each([
  ['one file is broken', () => edit('signals.json', '"missingNow"', '"missingNew"'), /config\/triage\/signals\.json, line \d+: signals\.0.*missingNew/],
  ['a danger would raise nothing', () => edit('priorities.json', '"missingNow", ', ''), /config\/triage\/priorities\.json, line \d+: missingNow: stands in no level/],
  ...['cues.json', 'version.json', LAYOUT, HOLIDAYS, 'secondReader/reader.json', 'secondReader/weights.json'].map((file): [string, () => void, RegExp] =>
    [`${file} is missing`, () => own.remove(file), new RegExp(`config/(triage/)?${file.replace('../', '')}: is missing`)]),
  ['the layout of letters is broken', () => edit(LAYOUT, '"signOffs": [', '"signOffs": ["Toodle pip",'), /config\/letterLayout\.json, line \d+: signOffs\.0: must be in small letters/],
  ['the list of bank holidays is broken', () => edit(HOLIDAYS, '"2025-01-01"', '"New Year"'), /config\/bankHolidays\.json, line \d+: calendars.*must be a day/],
  ['the second reader is broken', () => edit('secondReader/reader.json', /\n  "look": [\d.]+/, '\n  "look": 99'), /config\/triage\/secondReader\/reader\.json, line \d+: look: must not be above/],
])('nothing is changed, and what is wrong is told, when %s', async (_, spoil, told) => {
  const rules = await start('words')
  const before = rules.readers()
  addPhrase()
  raise()
  spoil()
  await rules.change()
  expect(rules.readers()).toBe(before)
  expect(categoryIn(rules)).not.toBe('training')
  expect(rules.standing()).toMatch(told)
  expect(rules.standing()).toContain(`version ${before.rules.version} stays in force`)
  expect(logged).toMatch(/"level":50.*rules_refused/)
  expect(logged).toMatch(told)
})

test.each(['cues.json', 'version.json', LAYOUT, HOLIDAYS, 'secondReader/reader.json', 'secondReader/weights.json'])('a process that finds no %s does not start, and its log names the file', async (file) => {
  own.remove(file)
  const error: unknown = await start('words').catch((found: unknown) => found)
  couldNotStart(log, error)
  expect(error).toBeInstanceOf(RulesError)
  expect(logged).toMatch(new RegExp(`"level":60.*rules_broken.*config/(triage/)?${file.replace('../', '')}: is missing`))
})

test('what was refused is forgotten once the files are sound', async () => {
  const rules = await start()
  addPhrase()
  await rules.change()
  expect(rules.standing()).not.toBe('ok')
  raise()
  await rules.change()
  expect([rules.standing(), categoryIn(rules)]).toEqual(['ok', 'training'])
})

test.each([['the same', undefined], ['a lower one', '0.0.1']])('rules with another content and %s as version are refused: no reading could be told by it', async (_, version) => {
  const rules = await start()
  const before = rules.readers()
  addPhrase()
  if (version) raise(version)
  await rules.change()
  expect(rules.readers()).toBe(before)
  expect(rules.standing()).toMatch(/version\.json: version: is .*raise it/)
})

test('a second reader with another content and the same version is refused', async () => {
  const rules = await start('words')
  edit('secondReader/reader.json', /"mostDoubt": /, '"mostDoubt": 1')
  await rules.change()
  expect(rules.standing()).toMatch(/reader\.json: version: is .*raise it/)
})

test('files that nobody changed may be read again', async () => {
  const rules = await start('words')
  await rules.change()
  expect(rules.standing()).toBe('ok')
})

describe('with a language model', () => {
  const MODEL = 'secondReader/languageModel/model.json'
  /** As training leaves them: reader and weights of one version, and the model that the reader asks for. */
  const bringNewModel = (): void => {
    for (const file of ['secondReader/reader.json', 'secondReader/weights.json', MODEL]) raise('99.0.0', file)
    edit('secondReader/reader.json', /"languageModel": \{\s*"version": "[^"]+"/, '"languageModel": { "version": "99.0.0"')
  }
  const versionIn = async (rules: RulesInForce): Promise<string | undefined> => {
    const contact = { channel: 'email' as const, receivedAt: new Date('2026-11-24T10:00:00Z'), subject: '', text: 'She is 15 and has been missing since last night.' }
    const { rules: read, readAgain } = rules.readers()
    return (await readAgain?.(contact, readContact(read, contact)))?.readsLike?.version
  }

  test('a new one is in force with its reader once they are read again', async () => {
    const rules = await start('on')
    bringNewModel()
    await rules.change()
    expect([rules.standing(), await versionIn(rules)]).toEqual(['ok', '99.0.0'])
  })

  test.each([
    ['whose reader kept its version', () => edit(MODEL, '"about": "', '"about": "Trained again. '), /reader\.json: version: is .*raise it/],
    ['of another version than the reader asks for', () => raise('99.0.0', MODEL), /model\.json, line \d+: version: is 99\.0\.0, and reader\.json asks for/],
    ['that is gone', () => own.remove('secondReader/languageModel'), /model\.json: .*no such file/],
  ])('a model %s is refused, and the one before reads on', async (_, spoil, told) => {
    const rules = await start('on')
    const before = [rules.readers(), await versionIn(rules)]
    spoil()
    await rules.change()
    expect(rules.standing()).toMatch(told)
    expect([rules.readers(), await versionIn(rules)]).toEqual(before)
  })

  test('none is needed where words are read alone', async () => {
    own.remove('secondReader/languageModel')
    await expect(start('on')).rejects.toThrow('model.json')
    const rules = await start('words')
    const version = await versionIn(rules)
    expect([version, rules.readers().readerVersion]).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+ by words$/), version])
  })
})

test('an enquiry on which the second reader fails is counted, for a reader that always fails is told by no enquiry', async () => {
  const rules = await start('words')
  const { rules: inForce, readAgain } = rules.readers()
  const contact = { channel: 'email' as const, receivedAt: new Date('2026-11-24T10:00:00Z'), subject: '', text: 'Hello.' }
  const first = readContact(inForce, contact)
  await readAgain?.(contact, first)
  expect(rules.failedReadings()).toBe(0)
  expect(await readAgain?.({ ...contact, get text(): string { throw new Error('nobody can read this') } }, first)).toBe(first)
  expect(rules.failedReadings()).toBe(1)
  expect(logged).toContain('second_reader_failed')
})
