import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadRules } from '../../../src/triage/loadRules'
import { triageLines } from '../../../src/triage/triageLines'
import { npmRun, runCommand } from '../../support/runCommand'

const good = { id: 'a', channel: 'email', received: '2026-11-24T10:00:00Z', from: 'x@y.example', subject: '', text: 'A girl of 15, aged 15, has been missing from placement since this morning.' }
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lines-'))
  file = join(folder, 'contacts.jsonl')
  writeFileSync(file, [JSON.stringify(good), '{Quillabeth', '{"id":"b","channel":"fax"}', JSON.stringify({ ...good, id: 'c' })].join('\n'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a bad line is told by its number, without its words, and the rest goes on', async () => {
  const printed: string[] = []
  const complaints: string[] = []
  const bad = await triageLines(loadRules(), file, (line) => printed.push(line), (line) => complaints.push(line))
  expect(bad).toBe(2)
  expect(printed.map((line): unknown => JSON.parse(line))).toEqual([
    expect.objectContaining({ id: 'a', priority: 'urgent', category: 'child_concern', indicators: expect.arrayContaining(['M1']), nation: 'unknown' }),
    expect.objectContaining({ id: 'c' }),
  ])
  expect(complaints).toEqual([expect.stringContaining('line 2: is not JSON'), expect.stringContaining('line 3: channel')])
  expect(complaints.join()).not.toContain('Quillabeth')
})

const run = async (name: string) => runCommand('triage/triageFile', {}, name)

test('the command prints a reading a line and nothing else, and ends with 1 when a line was bad: from source too, as whoever changes the rules types it', async () => {
  const { code, stdout, stderr } = await run(file)
  expect([code, stderr]).toEqual([1, expect.stringContaining('line 2')])
  expect(stdout.trim().split('\n')).toHaveLength(2)
  const fromSource = await npmRun('triage:file', {}, file)
  expect([fromSource.code, fromSource.stderr]).toEqual([1, expect.stringContaining('line 2')])
  expect(fromSource.stdout).toBe(stdout)
})

test('a file that is not there is told, with 1', async () => {
  expect(await run(join(folder, 'nowhere.jsonl'))).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('nowhere.jsonl') })
})
