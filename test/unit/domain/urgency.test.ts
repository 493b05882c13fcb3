import { countsAsUrgent, isUrgent, urgentSince } from '../../../src/domain/urgency'

const urgentAt = new Date('2026-05-01T09:00:00Z')

describe('an enquiry', () => {
  it('is urgent where its caller pressed the urgent key, or its priority says so', () => {
    expect(isUrgent({ telephony: { urgentAt }, triage: { priority: 'standard' } })).toBe(true)
    expect(isUrgent({ telephony: {}, triage: { priority: 'urgent' } })).toBe(true)
    expect(isUrgent({ triage: { priority: 'high' } })).toBe(false)
  })

  it('counts as urgent until something has read it, and is not for that', () => {
    expect([isUrgent({}), countsAsUrgent({}), countsAsUrgent({ telephony: {} })]).toEqual([false, true, true])
    expect([countsAsUrgent({ triage: { priority: 'urgent' } }), countsAsUrgent({ triage: { priority: 'low' } })]).toEqual([true, false])
  })
})

describe('since when it is urgent', () => {
  const at = (time: string) => new Date(`2026-05-01T${time}:00Z`)
  const read = (time: string, priority: 'urgent' | 'high') => ({ at: at(time), priority, isDecided: false })
  const decided = (time: string, priority: 'urgent' | 'high') => ({ at: at(time), priority, isDecided: true })

  it.each([
    ['it was read so, however often it is read or confirmed after that', [read('09:00', 'urgent'), decided('09:05', 'urgent'), read('09:20', 'urgent'), read('09:40', 'high')], '09:00'],
    ['a reading raised it', [read('09:00', 'high'), read('09:20', 'urgent')], '09:20'],
    ['a person raised it', [decided('09:10', 'urgent'), read('09:00', 'high')], '09:10'],
    ['it was raised anew, where a person had lowered it', [read('09:00', 'urgent'), decided('09:10', 'high'), read('09:30', 'urgent')], '09:30'],
  ])('is since %s', (_, judgements, since) => {
    expect(urgentSince(judgements)).toEqual(at(since))
  })

  it('is nothing where it was lowered, or never was', () => {
    expect(urgentSince([read('09:00', 'urgent'), decided('09:10', 'high')])).toBeUndefined()
    expect(urgentSince([read('09:00', 'high')])).toBeUndefined()
  })
})
