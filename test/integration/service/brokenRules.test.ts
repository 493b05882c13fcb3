import { startServiceProcess } from '../../support/serviceProcess'
import { sourcesOfOnesOwn, type SourcesOfOnesOwn } from '../../support/sourcesOfOnesOwn'

let sources: SourcesOfOnesOwn
beforeEach(() => { sources = sourcesOfOnesOwn() })
afterEach(() => sources.remove())

describe.each(['web', 'workers'] as const)('a %s process', (kind) => {
  it.each([
    ['is no JSON', 'cues.json', '"cues": [', '"cues" [', /config\/triage\/cues\.json, line 3: is not JSON: colon expected/],
    ['names what does not exist', 'signals.json', '"missingNow"', '"missingNew"', /config\/triage\/signals\.json, line \d+: signals\.0.*missingNew/],
    ['has a phrase that cannot be read', 'indicators.json', '"uasc"', '"{nobody}"', /config\/triage\/indicators\.json, line \d+: J1, .*no word list/],
  ])('does not start on a file of rules that %s, and names file, line and reason', async (_, file, find, replace, told) => {
    sources.change(file, find, replace)
    await expect(startServiceProcess(kind, {}, { from: sources.folder, until: 'listening' })).rejects.toThrow(told)
  })
})
