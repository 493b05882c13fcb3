import { acceptIntake } from '../../../src/desk/acceptIntake'
import { confirmPriority, type ConfirmPriorityInput } from '../../../src/desk/confirmPriority'
import type { AcceptOutcome, IntakeRecord, PriorityDecision } from '../../../src/desk/ports'
import { DomainError } from '../../../src/domain/errors'
import { readReason } from '../../../src/domain/readReason'
import { aRecord, aTriage, anEmail, NOW } from './builders'

const actor = { staffId: '1', name: 'Dilys' }

function aDesk(record: IntakeRecord | undefined, result: 'confirmed' | 'overtaken' = 'confirmed') {
  const saved: PriorityDecision[] = []
  const intakes = {
    find: async () => record,
    confirmPriority: async (decision: PriorityDecision) => {
      saved.push(decision)
      return result
    },
  }
  const decide = (input: Partial<ConfirmPriorityInput>) => confirmPriority({ intakes, now: () => NOW }, {
    intakeId: 'abc', priority: 'high', reason: ' Because ', seen: { priority: 'urgent' }, actor, mayLowerUrgent: false, ...input,
  })
  return { saved, decide }
}

const urgent = aRecord(anEmail({ status: 'triaged', triage: aTriage({ priority: 'urgent' }) }))
const high = aRecord(anEmail({ status: 'triaged', triage: aTriage() }))

describe('confirming a priority', () => {
  it('keeps the name, the moment and the reason', async () => {
    const { saved, decide } = aDesk(high)
    expect(await decide({})).toEqual({ kind: 'confirmed' })
    expect(saved).toMatchObject([{ priority: 'high', confirmation: { by: '1', byName: 'Dilys', at: NOW, reason: 'Because' } }])
  })

  it.each([
    ['no priority', { priority: undefined }, ['priority']],
    ['no reason', { priority: 'standard', reason: '  ' }, ['reason']],
    ['a reason without end', { reason: 'x'.repeat(2_001) }, ['reason']],
  ] as const)('needs what is missing: %s', async (_what, input, fields) => {
    const { saved, decide } = aDesk(high)
    const outcome = await decide(input)
    expect(outcome.kind === 'invalid' && outcome.problems.map(({ field }) => field)).toEqual(fields)
    expect(saved).toEqual([])
  })

  it('takes a manager to lower an urgent one, and nobody special to leave it', async () => {
    for (const reason of ['Because', '']) expect(await aDesk(urgent).decide({ reason })).toMatchObject({ kind: 'invalid', problems: [{ field: 'priority' }] })
    expect(await aDesk(urgent).decide({ mayLowerUrgent: true })).toEqual({ kind: 'confirmed' })
    expect(await aDesk(urgent).decide({ priority: 'urgent' })).toEqual({ kind: 'confirmed' })
  })

  it.each([
    ['was proposed as urgent, and a manager lowered', aRecord(anEmail({ status: 'triaged', triage: aTriage({ proposedPriority: 'urgent' }) }))],
    ['somebody had made urgent, and a manager lowered', aRecord(anEmail({ status: 'triaged', triage: aTriage() }), { history: [{ kind: 'priority_confirmed', at: NOW, byName: 'Mona', from: 'urgent', to: 'high', reason: 'Found.' }] })],
    ['was read anew, and proposed as urgent before', aRecord(anEmail({ status: 'triaged', triage: aTriage() }), { history: [{ kind: 'read_before', at: NOW, proposed: 'urgent' }] })],
  ] as const)('takes a manager to lower further what %s', async (_what, record) => {
    for (const priority of ['standard', 'low'] as const) {
      const { saved, decide } = aDesk(record)
      expect(await decide({ priority })).toEqual({ kind: 'invalid', problems: [{ field: 'priority', text: 'Only a manager can lower what was urgent. Ask a manager, or leave it as it is' }] })
      expect(saved).toEqual([])
      expect(await decide({ priority, mayLowerUrgent: true })).toEqual({ kind: 'confirmed' })
    }
    // To leave or to raise it is nobody’s alone.
    for (const priority of ['high', 'urgent'] as const) expect(await aDesk(record).decide({ priority })).toEqual({ kind: 'confirmed' })
  })

  it.each(['\u200b', '\u00a0 \u200b', '.', '–', '??'])('takes a letter or a numeral for a reason: not "%s"', async (reason) => {
    expect(await aDesk(high).decide({ priority: 'low', reason })).toEqual({ kind: 'invalid', problems: [{ field: 'reason', text: 'Enter why the priority is to be lower' }] })
    expect(readReason(reason, 'Enter why')).toEqual({ problem: 'Enter why' })
    expect(readReason(`${reason} 2 боятся`, 'Enter why')).toEqual({ reason: `${reason} 2 боятся`.trim() })
  })

  it('takes a reason to change it, up or down, and none to confirm it as it stands', async () => {
    const standard = aRecord(anEmail({ status: 'triaged', triage: aTriage({ priority: 'standard' }) }))
    for (const [priority, text] of [['urgent', 'Enter why the priority is to be higher'], ['high', 'Enter why the priority is to be higher'], ['low', 'Enter why the priority is to be lower']] as const) {
      expect(await aDesk(standard).decide({ priority, reason: ' ' })).toEqual({ kind: 'invalid', problems: [{ field: 'reason', text }] })
      expect(await aDesk(standard).decide({ priority, reason: 'They rang.' })).toEqual({ kind: 'confirmed' })
    }
    expect(await aDesk(standard).decide({ priority: 'standard', reason: '' })).toEqual({ kind: 'confirmed' })
    // Nothing has read it: nothing was proposed that could be confirmed.
    expect(await aDesk(aRecord(anEmail())).decide({ priority: 'urgent', reason: '' })).toMatchObject({ kind: 'invalid', problems: [{ field: 'reason' }] })
  })

  it('is not made on an enquiry that is on another list: it comes back first', async () => {
    await expect(aDesk(aRecord(anEmail({ status: 'rerouted' }))).decide({})).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('bring it back') as string })
  })

  it('only raises what was ended', async () => {
    const ended = aRecord(anEmail({ status: 'closed', triage: aTriage({ priority: 'standard' }) }))
    expect(await aDesk(ended).decide({ priority: 'standard' })).toMatchObject({ kind: 'invalid', problems: [{ field: 'priority' }] })
    expect(await aDesk(ended).decide({ priority: 'high' })).toEqual({ kind: 'confirmed' })
  })

  it('says when somebody was faster, and that what was ended on a list stays', async () => {
    expect(await aDesk(high, 'overtaken').decide({})).toEqual({ kind: 'overtaken' })
    await expect(aDesk(undefined).decide({})).rejects.toMatchObject({ code: 'not_found' })
    const rerouting = { category: 'training', by: '1', byName: 'Dilys', at: NOW, reason: '' } as const
    await expect(aDesk(aRecord(anEmail({ status: 'closed', rerouting }))).decide({})).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('accepting', () => {
  const accept = (outcome: AcceptOutcome): Promise<void> =>
    acceptIntake({ intakes: { accept: async () => outcome }, now: () => NOW }, { intakeId: 'abc', actor })

  it('is done once, also when pressed twice', async () => {
    await expect(accept({ kind: 'accepted' })).resolves.toBeUndefined()
    await expect(accept({ kind: 'taken', acceptance: { by: '1', byName: 'Dilys', at: NOW } })).resolves.toBeUndefined()
  })

  it.each([
    [{ kind: 'taken', acceptance: { by: '2', byName: 'Mona', at: NOW } }, 'conflict', 'Mona accepted this enquiry on 23 November 2026, 10:00.'],
    [{ kind: 'not_ready' }, 'conflict', 'set its priority first'],
    [{ kind: 'unknown' }, 'not_found', 'no such enquiry'],
  ] as const)('is refused in plain words: %j', async (outcome, code, words) => {
    const refusal = await accept(outcome).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(DomainError)
    expect(refusal).toMatchObject({ code, message: expect.stringContaining(words) as string })
  })
})
