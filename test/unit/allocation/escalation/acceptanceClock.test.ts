import { SERVICE } from '../../../../config/service'
import { acceptClock } from '../../../../src/allocation/escalation/acceptanceClock'
import type { AcceptClock } from '../../../../src/allocation/escalation/ports'
import { openingHours } from '../../../../src/domain/openingHours'
import type { Priority } from '../../../../src/domain/priority'
import { after } from '../../../../src/domain/workingTime'

const hours = openingHours('Mo-Fr 09:30-16:30; PH off', new Set())
const dueAfter = (priority: Priority, from: Date): Date => after(hours, from, SERVICE.escalation.acceptWithin[priority])
const at = (time: string): Date => new Date(`2026-11-23T${time}:00Z`)
const receivedAt = at('10:00')
const set = (facts: Partial<Parameters<typeof acceptClock>[0]>): AcceptClock => acceptClock({ receivedAt, mayRelax: false, ...facts }, dueAfter)
const asStandard = set({ priority: 'standard' })

describe('by when an enquiry is to be accepted', () => {
  it('is 15 minutes from when it came in while nothing has read it, as for an urgent one', () => {
    expect(set({})).toEqual({ acceptBy: at('10:15'), judgedAs: 'unread', from: receivedAt })
    expect(set({ priority: 'urgent', changedAt: at('10:01') }).acceptBy).toEqual(at('10:15'))
  })

  it('follows the first reading, though that is later than for an unread one', () => {
    expect(set({ priority: 'high', clock: set({}) }).acceptBy).toEqual(at('14:00'))
    expect(asStandard.acceptBy).toEqual(new Date('2026-11-24T10:00:00Z'))
    expect(set({ priority: 'low' }).acceptBy).toEqual(new Date('2026-11-26T10:00:00Z'))
  })

  it('comes nearer when the priority is raised, counted from then, and never goes further', () => {
    expect(set({ priority: 'urgent', clock: asStandard, changedAt: at('13:00') }).acceptBy).toEqual(at('13:15'))
    const late = new Date('2026-11-24T09:50:00Z')
    expect(set({ priority: 'high', clock: asStandard, changedAt: late })).toEqual({ ...asStandard, judgedAs: 'high' })
  })

  it('stays when anybody but a manager lowers the priority, and has more time when a manager does', () => {
    const urgent = set({ priority: 'urgent' })
    expect(set({ priority: 'standard', clock: urgent }).acceptBy).toEqual(urgent.acceptBy)
    expect(set({ priority: 'standard', clock: urgent, mayRelax: true }).acceptBy).toEqual(asStandard.acceptBy)
  })

  it('begins anew when the acceptance ended because it was given to another', () => {
    expect(set({ priority: 'high', clock: set({ priority: 'high' }), restartAt: at('15:30') }).acceptBy).toEqual(new Date('2026-11-24T12:30:00Z'))
  })

  it('of whoever is asked to take it over counts from then, and stays when anybody but a manager lowers the priority', () => {
    const takeOverSince = at('11:00')
    const asked = set({ priority: 'high', takeOverSince, clock: set({ priority: 'high' }) })
    expect(asked.acceptBy).toEqual(at('15:00'))
    const lowered = set({ priority: 'standard', takeOverSince, clock: asked })
    expect(lowered).toEqual({ ...asked, judgedAs: 'standard' })
    expect(set({ priority: 'standard', takeOverSince, clock: lowered })).toBe(lowered)
    expect(set({ priority: 'standard', takeOverSince, clock: asked, mayRelax: true }).acceptBy).toEqual(new Date('2026-11-24T11:00:00Z'))
    expect(set({ priority: 'urgent', takeOverSince, clock: asked }).acceptBy).toEqual(at('11:15'))
  })

  it('does not move while nothing changes', () => expect(set({ priority: 'standard', clock: asStandard })).toBe(asStandard))
})
