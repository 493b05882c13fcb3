import { countsAsUrgent, isUrgent } from '../../../src/domain/urgency'

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
