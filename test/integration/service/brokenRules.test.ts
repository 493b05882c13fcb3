import { readinessOnce } from '../../support/health'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { redisUrl } from '../../support/servers/redis'
import { startServiceProcess } from '../../support/serviceProcess'
import { sourcesOfOnesOwn, type SourcesOfOnesOwn } from '../../support/sourcesOfOnesOwn'
import { WholeService } from '../../support/wholeService'

let sources: SourcesOfOnesOwn
beforeEach(() => { sources = sourcesOfOnesOwn() })
afterEach(() => sources.remove())

// What else may be wrong with rules is told by whatever loads them: test/unit/triage/loadRules.test.ts.
it.each([
  ['web', 'is no JSON', 'cues.json', '"cues": [', '"cues" [', /config\/triage\/cues\.json, line 3: is not JSON: colon expected/],
  ['workers', 'has a phrase that cannot be read', 'indicators.json', '"uasc"', '"{nobody}"', /config\/triage\/indicators\.json, line \d+: J1, .*no word list/],
] as const)('a %s process does not start on a file of rules that %s, and names file, line and reason', async (kind, _, file, find, replace, told) => {
  sources.change(file, find, replace)
  await expect(startServiceProcess(kind, {}, { from: sources.folder, until: 'listening' })).rejects.toThrow(told)
})

describe('a workers process that runs', () => {
  const uri = freshDatabaseUri()
  let service: WholeService
  beforeAll(async () => {
    service = await WholeService.prepare({ mongodbUri: uri, redisUrl: redisUrl() })
  })
  afterEach(async () => service.workers?.stop())
  afterAll(async () => {
    await service.stop()
    await dropDatabase(uri)
  })

  it('starts on words alone where its language model is not the one that it asks for, and only if it is told to', async () => {
    sources.change('secondReader/languageModel/model.json', /"version": "[^"]+"/, '"version": "0.0.1"')
    await expect(service.startWorkers({}, sources.folder)).rejects.toThrow(/languageModel\/model\.json, line \d+: version: is 0\.0\.1/)
    const { opsPort } = await service.startWorkers({ SECOND_READER: 'words' }, sources.folder)
    expect((await readinessOnce(opsPort, ({ parts }) => parts['rules'] === 'ok')).parts['rules']).toBe('ok')
  })

  it('takes up changed rules and bank holidays at SIGHUP, and refuses broken ones', async () => {
    const { pid, opsPort, logged } = await service.startWorkers({}, sources.folder)
    const until = async (event: string): Promise<void> => {
      for (const end = Date.now() + 60_000; Date.now() < end && !logged().some((line) => line.includes(event)); ) await new Promise((soon) => setTimeout(soon, 50))
    }
    sources.change('cues.json', '"cues": [', '"cues" [')
    process.kill(pid, 'SIGHUP')
    await until('rules_refused')
    const refused = await readinessOnce(opsPort, ({ parts }) => parts['rules'] !== 'ok')
    expect(refused.parts['rules']).toMatch(/the rules in the folder are broken.*cues\.json, line 3: is not JSON/)
    sources.change('cues.json', '"cues" [', '"cues": [')
    sources.change('version.json', /"version": "[^"]+"/, '"version": "99.0.0"')
    sources.change('../bankHolidays.json', /,\s*\{ "date": "202[78][^}]*\}/g, '')
    sources.change('../bankHolidays.json', '"until": "2028-12-31"', '"until": "2026-12-31"')
    process.kill(pid, 'SIGHUP')
    await until('rules_changed')
    const { parts } = await readinessOnce(opsPort, (now) => now.parts['rules'] === 'ok')
    expect(parts).toMatchObject({ rules: 'ok', bankHolidays: expect.stringContaining('known until 31 December 2026') })
    expect(logged().join('\n')).toMatch(/rules_changed.*99\.0\.0/)
  })
})
