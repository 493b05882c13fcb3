import fc from 'fast-check'
import { PRIORITIES } from '../../../src/domain/priority'
import type { Rerouting } from '../../../src/domain/routing'
import { CATEGORIES, LIKENESSES, SIGNALS } from '../../../src/domain/triage'
import { childConcernSigns, type SignByPerson } from '../../../src/domain/childConcern'
import type { RoutableIntake, RoutedIntakes } from '../../../src/routing/ports'
import { anEmail } from '../desk/builders'
import { type RerouteInput, rerouteIntake } from '../../../src/routing/rerouteIntake'

const NOW = new Date('2026-11-23T10:00:00Z')
const READ = new Date('2026-11-23T09:00:00Z')
type Read = NonNullable<RoutableIntake['read']>

const aRead = (details: Partial<Read> = {}): Read => ({
  priority: 'low', category: 'training', indicators: [], signals: [], likenesses: [], at: READ, byRules: true, ...details,
})
const aHeld = (details: Partial<RoutableIntake> = {}): RoutableIntake => ({
  intake: anEmail(), notes: [],
  status: 'allocated', read: aRead(), said: [], unfinished: false, threadUnread: false, threadConcern: false, ...details,
})

function aDesk(held: RoutableIntake | undefined, afterwards = held, namesYoungAge = false) {
  const saved: Rerouting[] = []
  const broughtBack: string[] = []
  const routed: RoutedIntakes = {
    find: async () => (saved.length > 0 ? afterwards : held), confirmCategory: async () => true,
    reroute: async (_id, _read, rerouting) => saved.push(rerouting) > 0,
    bringBack: async () => true, raiseLow: async () => false, reopen: async () => false, reopenFirst: async () => false, bringBackThread: async (id) => broughtBack.push(id), take: async () => true, close: async () => true,
  }
  const decide = async (input: Partial<RerouteInput> = {}) => rerouteIntake({ routed, namesYoungAge: () => namesYoungAge, now: () => NOW }, {
    intakeId: 'abc', category: 'training', reason: '', seen: { at: READ }, actor: { staffId: '1', name: 'Dilys' }, mayOverrideConcern: false, ...input,
  })
  return { saved, broughtBack, decide }
}

describe('putting an enquiry on another list', () => {
  it('is done by a named person, who may confirm what the rules propose without more words', async () => {
    const { saved, decide } = aDesk(aHeld())
    expect(await decide()).toEqual({ kind: 'done' })
    expect(saved).toEqual([{ category: 'training', proposed: 'training', by: '1', byName: 'Dilys', at: NOW, reason: '' }])
  })

  it('needs a reason where the person decides otherwise, or nothing was proposed', async () => {
    const { saved, decide } = aDesk(aHeld())
    expect(await decide({ category: 'research' })).toMatchObject({ kind: 'refused', problems: [{ field: 'reason' }] })
    expect(await decide({ category: 'research', reason: ' A student asks. ' })).toEqual({ kind: 'done' })
    expect(saved).toMatchObject([{ category: 'research', proposed: 'training', reason: 'A student asks.' }])
    const unproposed = aDesk(aHeld({ read: aRead({ byRules: false, category: 'other' }) }))
    expect(await unproposed.decide({ category: 'other' })).toMatchObject({ kind: 'refused', problems: [{ field: 'reason' }] })
    expect(await decide({ category: undefined, reason: 'x' })).toMatchObject({ kind: 'refused', problems: [{ field: 'category' }] })
  })

  it('needs a reason for another list than what a person had confirmed, also for what the rules propose', async () => {
    const { decide } = aDesk(aHeld({ read: aRead({ confirmedCategory: 'research' }) }))
    expect(await decide()).toMatchObject({ kind: 'refused', problems: [{ field: 'reason' }] })
    expect(await decide({ category: 'research' })).toEqual({ kind: 'done' })
  })

  it('asks for the list alone where none was chosen', async () => {
    expect(await aDesk(aHeld()).decide({ category: undefined })).toEqual({ kind: 'refused', problems: [{ field: 'category', text: 'Select what it is about' }] })
  })

  it('needs a reason, of anybody, where the age of somebody who may be a child stands in its words', async () => {
    const { decide } = aDesk(aHeld(), aHeld(), true)
    expect(await decide()).toEqual({ kind: 'refused', problems: [{ field: 'reason', text: 'Enter why this is no concern about a child' }] })
    expect(await decide({ reason: 'The age of a pupil in the exercise.' })).toEqual({ kind: 'done' })
  })

  it('is refused for every sign of a child concern, and for a manager without a reason, whatever the sign', async () => {
    const findings = fc.record({
      priority: fc.constantFrom(...PRIORITIES.filter((priority) => priority !== 'urgent')), category: fc.constantFrom(...CATEGORIES),
      signals: fc.subarray([...SIGNALS]), likenesses: fc.subarray([...LIKENESSES]), indicators: fc.subarray(['M1', 'K2', 'S1']),
      threadConcern: fc.boolean(), said: fc.subarray<SignByPerson>([{ kind: 'record' }, { kind: 'link' }, { kind: 'fact', fact: 'nrm_referral' }]),
    })
    await fc.assert(fc.asyncProperty(findings, async ({ threadConcern, said, ...found }) => {
      const { saved, decide } = aDesk(aHeld({ read: aRead(found), threadConcern, said }))
      const mayBeAChild = threadConcern || said.length > 0 || childConcernSigns(found).length > 0
      expect(mayBeAChild).toBe(threadConcern || said.length > 0 || found.signals.length + found.likenesses.length + found.indicators.length > 0
        || found.priority === 'high' || ['child_concern', 'nrm_query', 'report_request'].includes(found.category))
      const byWorker = await decide({ reason: 'Because.' })
      const bySilentManager = await decide({ mayOverrideConcern: true, reason: '' })
      if (!mayBeAChild) return expect(byWorker).toEqual({ kind: 'done' })
      expect([byWorker.kind, bySilentManager.kind, saved.length]).toEqual(['refused', 'refused', 0])
      expect(await decide({ mayOverrideConcern: true, reason: 'It is a novel.' })).toEqual({ kind: 'done' })
    }), { seed: 7, numRuns: 200 })
  })

  it.each([
    ['unread', { status: 'received', read: undefined }, 'read it and set its priority first'],
    ['urgent', { read: aRead({ priority: 'urgent' }) }, 'a manager lowers its priority first'],
    ['of which something is still to be heard', { unfinished: true }, 'clear its cards first'],
    ['to which an unread message belongs', { threadUnread: true }, 'has not been read yet'],
    ['on a list already', { status: 'rerouted' }, 'left the queue already'],
    ['ended', { status: 'closed' }, 'left the queue already'],
  ] as const)('is refused to a manager too for what is %s', async (_what, details, words) => {
    const { read, ...rest } = { read: aRead(), ...details }
    const { read: _read, ...bare } = aHeld()
    const { saved, decide } = aDesk({ ...bare, ...rest, ...(read && { read }) })
    await expect(decide({ mayOverrideConcern: true, reason: 'Because.' })).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(words) as string })
    expect(saved).toEqual([])
  })

  it('is undone at once when a message that nobody has read, or a child concern, joined it in that moment, or somebody said something of a child', async () => {
    for (const arrived of [{ threadUnread: true }, { threadConcern: true }, { said: [{ kind: 'record' }] }] as const) {
      const { decide, broughtBack } = aDesk(aHeld(), aHeld({ status: 'rerouted', ...arrived }))
      expect([await decide(), broughtBack]).toEqual([{ kind: 'overtaken' }, ['abc']])
    }
    // What a manager knew and gave a reason for is no news.
    const signs = { threadConcern: true, said: [{ kind: 'link' }, { kind: 'fact', fact: 'nrm_referral' }] } as const
    const known = aDesk(aHeld(signs), aHeld({ status: 'rerouted', ...signs }))
    expect([await known.decide({ mayOverrideConcern: true, reason: 'Another matter.' }), known.broughtBack]).toEqual([{ kind: 'done' }, []])
  })

  it('counts only for what the person had in front of them', async () => {
    for (const seen of [undefined, { at: NOW }, { at: READ, confirmedAt: NOW }]) expect(await aDesk(aHeld()).decide({ seen })).toEqual({ kind: 'overtaken' })
    await expect(aDesk(undefined).decide()).rejects.toMatchObject({ code: 'not_found' })
  })
})
