import { SERVICE } from '../../../config/service'
import { secondsFor, secondsForFact, secondsForUrgent } from '../../../src/domain/secondProfessionals'
import type { Priority } from '../../../src/domain/priority'
import type { Category, Likeness, Signal } from '../../../src/domain/triage'

const of = (signals: readonly Signal[], codes: readonly string[] = [], category: Category = 'child_concern') =>
  secondsFor({
    signals: Object.fromEntries(signals.map((signal) => [signal, []])), indicators: codes.map((code) => ({ code, evidence: [] })), category, priority: 'high',
  }, SERVICE.secondProfessionals)

/** Whom it calls for, and why, where nothing but sentences says so. */
const reading = (likenesses: readonly Likeness[], priority: Priority = 'urgent', signals: readonly Signal[] = []) =>
  secondsFor({
    signals: Object.fromEntries(signals.map((signal) => [signal, []])), indicators: [], category: 'child_concern', priority,
    readsLike: { version: '1', hits: likenesses.map((likeness) => ({ likeness, evidence: [] })) },
  }, SERVICE.secondProfessionals).map(({ role, because }) => [role, ...because.map((reason) => ('likeness' in reason ? reason.likeness : reason.kind))])

describe('who joins beside the social worker', () => {
  it.each<[string, readonly Signal[], readonly string[], Category, readonly string[]]>([
    ['a child missing now', ['missingNow'], [], 'child_concern', ['police_liaison']],
    ['threats', ['threats'], [], 'child_concern', ['police_liaison']],
    ['a child in custody', ['inCustody'], [], 'child_concern', ['police_liaison']],
    ['a child in contact with the exploiter', ['inContactNow'], [], 'child_concern', ['police_liaison']],
    ['a child about to be moved', ['aboutToBeMoved'], [], 'child_concern', ['police_liaison']],
    ['an unsafe arrival', ['unsafeArrival'], [], 'child_concern', ['police_liaison']],
    ['county lines', [], ['K2'], 'child_concern', ['police_liaison']],
    ['a removal that is near', ['removalImminent'], [], 'child_concern', ['immigration_officer']],
    ['a child at a port now', ['atPort'], [], 'child_concern', ['immigration_officer']],
    ['a disputed age', ['ageDisputed'], [], 'child_concern', ['immigration_officer']],
    ['a referral question about somebody without documents', [], ['D1'], 'nrm_query', ['immigration_officer']],
    ['a referral question about somebody who arrived alone', [], ['J1'], 'nrm_query', ['immigration_officer']],
    ['both', ['missingNow', 'ageDisputed'], [], 'child_concern', ['police_liaison', 'immigration_officer']],
    ['a referral question and nothing else', [], [], 'nrm_query', []],
    ['a journey that somebody else paid for', [], ['J5'], 'child_concern', ['immigration_officer']],
    ['a training request that speaks of such journeys', [], ['J5', 'K2'], 'training', []],
    ['missing documents in a concern', [], ['D1'], 'child_concern', []],
    ['anything else', ['otherChildExposed'], ['S1'], 'child_concern', []],
  ])('is called by %s', (_what, signals, codes, category, roles) => {
    expect(of(signals, codes, category).map(({ role }) => role)).toEqual(roles)
  })

  it.each<[Likeness, string]>([
    ['missingNow', 'police_liaison'], ['inContactNow', 'police_liaison'], ['aboutToBeMoved', 'police_liaison'], ['unsafeArrival', 'police_liaison'],
    ['threats', 'police_liaison'], ['inCustody', 'police_liaison'], ['removalImminent', 'immigration_officer'],
  ])('is called by sentences that read like %s in what is urgent, as by the signal, which is named once', (likeness, role) => {
    expect(reading([likeness])).toEqual([[role, likeness]])
    expect(reading([likeness], 'urgent', [likeness as Signal])).toEqual([[role, 'signal']])
  })

  it('is the police liaison where sentences read like danger that has no name, and nothing named calls for one', () => {
    expect(reading(['urgentConcern', 'childConcern'])).toEqual([['police_liaison', 'urgentConcern']])
    expect(reading(['urgentConcern'], 'urgent', ['otherChildExposed'])).toEqual([['police_liaison', 'urgentConcern']])
    expect(reading(['urgentConcern', 'threats'])).toEqual([['police_liaison', 'threats']])
    expect(reading(['urgentConcern'], 'urgent', ['missingNow'])).toEqual([['police_liaison', 'signal']])
  })

  it('is nobody where a person is only to look at what sentences read like, or they read like a concern and no danger', () => {
    for (const priority of ['high', 'standard', 'low'] as const) expect(reading(['missingNow', 'urgentConcern'], priority)).toEqual([])
    expect(reading(['childConcern', 'courtSoon'])).toEqual([])
  })

  it('is called with every reason', () => {
    expect(of(['missingNow', 'threats'], ['K2', 'K1'])).toEqual([{
      role: 'police_liaison',
      because: [{ kind: 'signal', signal: 'missingNow' }, { kind: 'signal', signal: 'threats' }, { kind: 'indicator', code: 'K2' }],
    }])
  })

  it('is called by what a person records with yes, and by nothing else that they record', () => {
    const by = (kind: 'missing_now' | 'in_contact_now' | 'nation', answer: string) => secondsForFact({ kind, values: { answer } }, SERVICE.secondProfessionals)
    expect(by('missing_now', 'yes')).toEqual([{ role: 'police_liaison', because: [{ kind: 'fact', fact: 'missing_now' }] }])
    expect(by('in_contact_now', 'yes')).toHaveLength(1)
    for (const answer of ['no', 'not_known']) expect(by('missing_now', answer)).toEqual([])
    expect(by('nation', 'yes')).toEqual([])
  })

  it('is called by a person who makes it urgent', () => {
    expect(secondsForUrgent(SERVICE.secondProfessionals)).toEqual([{ role: 'police_liaison', because: [{ kind: 'made_urgent' }] }])
  })
})
