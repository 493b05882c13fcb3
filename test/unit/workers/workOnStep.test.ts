import pino from 'pino'
import { PermanentFailure } from '../../../src/domain/errors'
import type { Intake } from '../../../src/domain/intake'
import { workOnStep } from '../../../workers/workOnStep'

const NOW = new Date('2026-11-23T10:00:00Z')
const log = pino({ level: 'silent' })

function stepsAt(attempts: number) {
  const written: unknown[] = []
  return {
    written,
    claim: async () => ({ claim: { intakeId: 'i1', token: 't', attempts }, owedTasks: [], notes: [], intake: {} as Intake }),
    postpone: async (step: string, _claim: unknown, dueAt: Date) => written.push({ step, again: dueAt.toISOString() }) > 0,
    giveUp: async (step: string, _claim: unknown, card: unknown) => written.push({ step, card }) > 0,
  }
}

describe('working on a step that an enquiry owes', () => {
  it('leaves alone what somebody else holds', async () => {
    const steps = { ...stepsAt(1), claim: async () => undefined }
    const outcome = await workOnStep({ steps, log, now: () => NOW }, { step: 'triage', intakeId: 'i1' }, async () => 'triaged')
    expect(outcome).toBe('not_mine')
  })

  it('tries again later when it fails, waiting longer each time', async () => {
    for (const [attempts, again] of [[1, '2026-11-23T10:00:02.000Z'], [5, '2026-11-23T10:00:32.000Z']] as const) {
      const steps = stepsAt(attempts)
      const outcome = await workOnStep({ steps, log, now: () => NOW }, { step: 'triage', intakeId: 'i1' }, async () => {
        throw new Error('away')
      })
      expect([outcome, steps.written]).toEqual(['postponed', [{ step: 'triage', again }]])
    }
  })

  it('becomes a card for a person after the last try, or at once when trying again cannot help', async () => {
    for (const [attempts, error] of [[6, new Error('away')], [1, new PermanentFailure('rules_broken')]] as const) {
      const steps = stepsAt(attempts)
      await workOnStep({ steps, log, now: () => NOW }, { step: 'triage', intakeId: 'i1' }, async () => {
        throw error
      })
      expect(steps.written).toEqual([{ step: 'triage', card: { kind: 'triage_failed', dueAt: NOW } }])
    }
  })

  it('does not touch again an enquiry whose earlier tries each ended with their process', async () => {
    const steps = stepsAt(7)
    let touched = false
    await workOnStep({ steps, log, now: () => NOW }, { step: 'triage', intakeId: 'i1' }, async () => {
      touched = true
      return 'triaged'
    })
    expect([touched, steps.written]).toEqual([false, [{ step: 'triage', card: { kind: 'triage_failed', dueAt: NOW } }]])
  })

  it('never gives up putting cards on the desk', async () => {
    const steps = stepsAt(50)
    const outcome = await workOnStep({ steps, log, now: () => NOW }, { step: 'raiseTasks', intakeId: 'i1' }, async () => {
      throw new Error('away')
    })
    expect(outcome).toBe('postponed')
  })

  it('becomes a card when the enquiry does not open, such as for want of its key', async () => {
    const steps = stepsAt(6)
    const sealed = { claim: async () => ({ claim: { intakeId: 'i1', token: 't', attempts: 6 }, owedTasks: [], notes: [], get intake(): Intake { throw new Error('no key') } }) }
    const outcome = await workOnStep({ steps: { ...steps, ...sealed }, log, now: () => NOW }, { step: 'triage', intakeId: 'i1' }, async ({ intake }) => intake.id)
    expect([outcome, steps.written]).toEqual(['given_up', [{ step: 'triage', card: { kind: 'triage_failed', dueAt: NOW } }]])
  })
})
