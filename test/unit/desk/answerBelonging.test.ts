import { answerBelonging, type AnswerBelongingDeps } from '../../../src/desk/answerBelonging'
import type { RecordedFact } from '../../../src/domain/recordedFacts'
import { aRecord, aTriage, anEmail, NOW } from './builders'

const MISSING: RecordedFact = { kind: 'missing_now', values: { answer: 'yes' }, at: NOW, by: 'd', byName: 'Dilys' }
const notAsked = async (): Promise<never> => { throw new Error('not asked here') }

/** Two enquiries, of which one says danger, linked as about the same child. What happens, in order. */
function aDesk({ isFailing = false, saidLater = false, isOvertaken = false } = {}) {
  const done: string[] = []
  const isDanger = (id: string): boolean => id === 'danger' && (!saidLater || done.includes('linked'))
  const deps: AnswerBelongingDeps = {
    now: () => NOW,
    intakes: {
      isBarred: async () => false,
      find: async (id) => aRecord({ ...anEmail({ status: 'allocated', triage: aTriage({ priority: done.includes(`raised ${id}`) ? 'urgent' : 'standard' }), facts: isDanger(id) ? [MISSING] : [] }), id }),
      confirmPriority: async ({ intakeId }) => {
        if (isFailing) throw new Error('no answer')
        done.push(`raised ${intakeId}`)
        return 'confirmed'
      },
    },
    routing: { bringBack: async () => ({ kind: 'done' }) },
    threads: {
      mayLink: async () => (isOvertaken ? 'overtaken' : 'may'), link: async () => (done.push('linked'), 'linked'),
      between: notAsked, join: notAsked, dismiss: notAsked, takeBack: notAsked,
    },
  }
  return { done, link: async () => answerBelonging(deps, { intakeId: 'danger', otherId: 'other', byHand: true, answer: 'same_child', actor: { staffId: '1', name: 'Dilys' } }) }
}

describe('danger that is recorded in one of two enquiries, once somebody says that they are about the same child', () => {
  it('makes the other urgent before they are linked: a process that ends in between leaves it to be said again', async () => {
    const desk = aDesk()
    expect([await desk.link(), desk.done]).toEqual(['linked', ['raised other', 'linked']])
  })

  it('is heard of where the other could not be raised, and they are linked all the same', async () => {
    const desk = aDesk({ isFailing: true })
    expect([await desk.link(), desk.done]).toEqual(['not_raised', ['linked']])
  })

  it('counts too where it was recorded at the same moment', async () => {
    const desk = aDesk({ saidLater: true })
    expect([await desk.link(), desk.done]).toEqual(['linked', ['linked', 'raised other']])
  })

  it('raises nothing where it was decided already', async () => {
    const desk = aDesk({ isOvertaken: true })
    await expect(desk.link()).rejects.toMatchObject({ code: 'conflict' })
    expect(desk.done).toEqual([])
  })
})
