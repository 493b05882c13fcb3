import { pino } from 'pino'
import { answerBelonging, type AnswerBelongingDeps } from '../../../src/desk/answerBelonging'
import type { RecordedFact } from '../../../src/domain/recordedFacts'
import { aRecord, aTriage, anEmail, NOW } from './builders'

const MISSING: RecordedFact = { kind: 'missing_now', values: { answer: 'yes' }, at: NOW, by: 'd', byName: 'Dilys' }
const notAsked = async (): Promise<never> => { throw new Error('not asked here') }

interface Parts {
  readonly isFailing: boolean
  readonly saidLater: boolean
  /** How the two stand when they are to be linked, and what comes of it. */
  readonly standing: Awaited<ReturnType<AnswerBelongingDeps['threads']['mayLink']>>
  readonly linking: 'linked' | 'overtaken'
}

/** Two enquiries, of which one says danger, linked as about the same child. What happens, in order. */
function aDesk({ isFailing = false, saidLater = false, standing = 'may', linking = 'linked' }: Partial<Parts> = {}) {
  const done: string[] = []
  const told: { readonly intakeId?: string; readonly err?: { readonly message: string } }[] = []
  const isDanger = (id: string): boolean => id === 'danger' && (!saidLater || done.includes('linked'))
  const deps: AnswerBelongingDeps = {
    now: () => NOW,
    log: pino({ level: 'error' }, { write: (line: string) => void told.push(JSON.parse(line)) }),
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
      mayLink: async () => standing, link: async () => (done.push(linking), linking),
      between: notAsked, join: notAsked, dismiss: notAsked, takeBack: notAsked,
    },
  }
  return { done, told, link: async () => answerBelonging(deps, { intakeId: 'danger', otherId: 'other', byHand: true, answer: 'same_child', actor: { staffId: '1', name: 'Dilys' } }) }
}

describe('danger that is recorded in one of two enquiries, once somebody says that they are about the same child', () => {
  it('makes the other urgent before they are linked: a process that ends in between leaves it to be said again', async () => {
    const desk = aDesk()
    expect([await desk.link(), desk.done]).toEqual(['linked', ['raised other', 'linked']])
  })

  it('is heard of where the other could not be raised, and they are linked all the same', async () => {
    const desk = aDesk({ isFailing: true })
    expect([await desk.link(), desk.done]).toEqual(['not_raised', ['linked']])
    expect(desk.told).toMatchObject([{ intakeId: 'other', err: { message: 'no answer' } }, { intakeId: 'other' }])
  })

  it('counts too where it was recorded at the same moment', async () => {
    const desk = aDesk({ saidLater: true })
    expect([await desk.link(), desk.done]).toEqual(['linked', ['linked', 'raised other']])
  })

  it('raises nothing where it was decided already', async () => {
    const desk = aDesk({ standing: 'overtaken' })
    await expect(desk.link()).rejects.toMatchObject({ code: 'conflict', done: undefined })
    expect(desk.done).toEqual([])
  })

  const RAISED = 'The other enquiry was made urgent all the same, because the child is recorded as in danger now in this one.'
  it('makes the other urgent too where they were linked so before, and whoever says it again hears of that', async () => {
    const desk = aDesk({ standing: 'same_child' })
    await expect(desk.link()).rejects.toMatchObject({ code: 'conflict', done: expect.stringContaining(RAISED) })
    expect(desk.done).toEqual(['raised other'])
  })

  it('is said to have made the other urgent where somebody answered otherwise in between', async () => {
    const desk = aDesk({ linking: 'overtaken' })
    await expect(desk.link()).rejects.toMatchObject({ code: 'conflict', done: expect.stringContaining(RAISED) })
    expect(desk.done).toEqual(['raised other', 'overtaken'])
  })

  it('is said where that failed as well', async () => {
    await expect(aDesk({ linking: 'overtaken', isFailing: true }).link()).rejects.toMatchObject({ done: expect.stringContaining('Raise it yourself') })
  })
})
