import { pino } from 'pino'
import type { IntakeRecord, PriorityDecision } from '../../../src/desk/ports'
import { recordFact, type RecordFactDeps } from '../../../src/desk/recordFact'
import { DomainError } from '../../../src/domain/errors'
import type { IntakeStatus } from '../../../src/domain/intake'
import type { Priority } from '../../../src/domain/priority'
import { aRecord, aTriage, anEmail, NOW } from './builders'

const asRead = (status: IntakeStatus, priority: Priority): IntakeRecord => aRecord(anEmail({ status, triage: aTriage({ priority }) }))
const refused = async (): Promise<never> => { throw new DomainError('conflict', 'This enquiry is on no list.') }

/** An enquiry as it is found time after time, as last named from then on; and what is done to it, in order. */
function aDesk(found: readonly (IntakeRecord | undefined)[], parts: Partial<{ decide: (decision: PriorityDecision) => Promise<'confirmed' | 'overtaken'>; bringBack: RecordFactDeps['routing']['bringBack']; ofSameChild: RecordFactDeps['facts']['ofSameChild'] }> = {}) {
  const done: string[] = []
  const decisions: PriorityDecision[] = []
  let looks = 0
  const deps: RecordFactDeps = {
    now: () => NOW,
    log: pino({ level: 'silent' }),
    intakes: {
      openAmong: async (ids) => new Set(ids),
      find: async () => found[Math.min(looks++, found.length - 1)],
      confirmPriority: async (decision) => {
        decisions.push(decision)
        const outcome = (await parts.decide?.(decision)) ?? 'confirmed'
        done.push(outcome)
        return outcome
      },
    },
    routing: {
      bringBack: async (input) => {
        const outcome = parts.bringBack ? await parts.bringBack(input) : { kind: 'done' as const }
        done.push(`back: ${input.actor.name}, ${input.reason}`)
        return outcome
      },
    },
    children: { around: async () => ({ own: [], beside: [], unsaid: [] }) },
    facts: { record: async (_id, { kind }) => (done.push(kind), 'recorded'), ofSameChild: parts.ofSameChild ?? (async () => []), ofEnquiries: async () => [] },
  }
  const record = async (kind: 'missing_now' | 'in_contact_now' | 'nation' = 'missing_now', typed: Record<string, string> = { answer: 'yes' }) =>
    recordFact(deps, { intakeId: 'abc', kind, typed, actor: { staffId: '1', name: 'Dilys' } })
  return { done, decisions, record }
}

const BACK = 'back: Dilys, Recorded as in danger now.'

describe('danger now', () => {
  it('makes the enquiry urgent before it is recorded, so that it never says danger and stays ordinary', async () => {
    const { done, decisions, record } = aDesk([asRead('allocated', 'standard')])
    expect(await record()).toEqual({ kind: 'recorded_and_raised' })
    expect(done).toEqual(['confirmed', 'missing_now'])
    expect(decisions).toMatchObject([{ priority: 'urgent', seen: { priority: 'standard' }, mayRelax: false, confirmation: { by: '1', byName: 'Dilys', at: NOW, reason: 'Recorded as in danger now.' } }])
  })

  it('is not recorded where raising it fails: whoever asked asks again', async () => {
    const { done, record } = aDesk([asRead('allocated', 'standard')], { decide: async () => { throw new Error('no answer') } })
    await expect(record()).rejects.toThrow('no answer')
    expect(done).toEqual([])
  })

  it.each(['rerouted', 'closed'] as const)('brings an enquiry back that is %s, whatever its priority', async (status) => {
    for (const kind of ['missing_now', 'in_contact_now'] as const) {
      const { done, record } = aDesk([asRead(status, 'low')])
      expect(await record(kind)).toEqual({ kind: 'recorded_and_raised' })
      expect(done).toEqual([BACK, 'confirmed', kind])
    }
    const urgent = aDesk([asRead(status, 'urgent')])
    expect([await urgent.record(), urgent.done]).toEqual([{ kind: 'recorded_and_raised' }, [BACK, 'missing_now']])
  })

  it('makes the others about the same child urgent, those too that came to be so meanwhile; one that cannot be raised is told of and stops none', async () => {
    const other = (id: string) => ({ id, reference: id, facts: [], by: 'child' as const })
    let looks = 0
    const { decisions, record } = aDesk([asRead('allocated', 'standard')], {
      ofSameChild: async () => [other('broken'), other('open'), ...(looks++ > 0 ? [other('later')] : [])],
      decide: async ({ intakeId }) => { if (intakeId === 'broken') throw new Error('no answer'); return 'confirmed' },
    })
    expect(await record()).toEqual({ kind: 'recorded_not_raised' })
    expect(decisions.map(({ intakeId }) => intakeId)).toEqual(['broken', 'open', 'abc', 'later'])
  })

  it('brings one back that is put on a list between the two steps', async () => {
    const outcomes = ['overtaken', 'confirmed'] as const
    let asked = 0
    const { done, record } = aDesk([asRead('allocated', 'low'), asRead('rerouted', 'low')], { decide: async () => outcomes[asked++] ?? 'confirmed' })
    expect(await record()).toEqual({ kind: 'recorded_and_raised' })
    expect(done).toEqual(['overtaken', BACK, 'confirmed', 'missing_now'])
  })

  it('makes one urgent that somebody else brings back at the same moment', async () => {
    const { done, record } = aDesk([asRead('rerouted', 'low'), asRead('triaged', 'low')], { bringBack: refused })
    expect(await record()).toEqual({ kind: 'recorded_and_raised' })
    expect(done).toEqual(['confirmed', 'missing_now'])
  })

  it('is recorded where others decide each time or it cannot be brought back, and the answer says that it is not urgent', async () => {
    const overtaken = aDesk([asRead('allocated', 'low')], { decide: async () => 'overtaken' })
    expect(await overtaken.record()).toEqual({ kind: 'recorded_not_raised' })
    expect(overtaken.done).toEqual(['overtaken', 'overtaken', 'overtaken', 'missing_now'])
    const stuck = aDesk([asRead('closed', 'low')], { bringBack: refused })
    expect([await stuck.record(), stuck.done]).toEqual([{ kind: 'recorded_not_raised' }, ['missing_now']])
  })

  it('leaves alone what is urgent already', async () => {
    const { done, record } = aDesk([asRead('accepted', 'urgent')])
    expect([await record(), done]).toEqual([{ kind: 'recorded' }, ['missing_now']])
  })

  it('of an enquiry that there is not is neither raised nor recorded', async () => {
    const { done, record } = aDesk([undefined])
    await expect(record()).rejects.toMatchObject({ code: 'not_found' })
    expect(done).toEqual([])
  })
})

describe('any other fact', () => {
  it.each([['missing_now', { answer: 'no' }], ['in_contact_now', { answer: 'not_known' }], ['nation', { nation: 'Wales' }]] as const)('is only recorded: %s %j', async (kind, typed) => {
    const { done, record } = aDesk([asRead('rerouted', 'low')])
    expect([await record(kind, typed), done]).toEqual([{ kind: 'recorded' }, [kind]])
  })
})
