import list from '../../../config/referralPrompts.json'
import { readReferralPrompts, referralPrompts } from '../../../config/referralPrompts'
import { KNOWN_NATIONS } from '../../../src/domain/skills'

describe('what a worker is reminded of about referring a child', () => {
  it('tells of each nation whom to contact first and who can have a guardian, and no two alike', () => {
    const { nations } = referralPrompts()
    expect(Object.keys(nations).toSorted()).toEqual([...KNOWN_NATIONS].toSorted())
    expect(new Set(Object.values(nations).map(({ guardian }) => guardian)).size).toBe(KNOWN_NATIONS.length)
  })

  it('is refused with a nation missing or a sentence empty, saying where', () => {
    const { Scotland: _none, ...others } = list.nations
    expect(readReferralPrompts({ ...list, nations: others })).toEqual({ ok: false, problems: [expect.stringMatching(/^config\/referralPrompts\.json: nations\.Scotland /)] })
    expect(readReferralPrompts({ ...list, always: [' '] })).toEqual({ ok: false, problems: ['config/referralPrompts.json: always.0 must not be empty'] })
  })
})
