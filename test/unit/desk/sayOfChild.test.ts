import { pino } from 'pino'
import type { StateOfTwo } from '../../../src/desk/children/childPorts'
import type { RaiseForChildDeps } from '../../../src/desk/children/raiseForChild'
import { sayAboutEnquiry, type SayAboutEnquiryDeps } from '../../../src/desk/children/sayAboutEnquiry'
import { sayOfTwoChildren, type SayOfTwoDeps } from '../../../src/desk/children/sayOfTwoChildren'
import type { RecordedFact } from '../../../src/domain/recordedFacts'
import { aRecord, aTriage, anEmail, NOW } from './builders'

const MISSING: RecordedFact = { kind: 'missing_now', values: { answer: 'yes' }, at: NOW, by: 'd', byName: 'Dilys' }
const actor = { staffId: '1', name: 'Dilys' }

type Desk = SayAboutEnquiryDeps & SayOfTwoDeps

/** Three enquiries of one child, of which the first says danger. What happens, in order. */
function aDesk({ failing = '', saidLater = false, stands = 'unsaid', isSaidOtherwise = false }: { failing?: string; saidLater?: boolean; stands?: StateOfTwo; isSaidOtherwise?: boolean } = {}) {
  const done: string[] = []
  const decide: RaiseForChildDeps['intakes']['confirmPriority'] = async ({ intakeId }) => {
    if (intakeId === failing) throw new Error('no answer')
    done.push(`raised ${intakeId}`)
    return 'confirmed'
  }
  const isSaid = (): boolean => done.includes('said')
  const deps: Desk = {
    now: () => NOW,
    log: pino({ level: 'silent' }),
    intakes: {
      isBarred: async () => false, confirmPriority: decide,
      find: async (id) => aRecord({ ...anEmail({ status: 'allocated', triage: aTriage({ priority: done.includes(`raised ${id}`) ? 'urgent' : 'standard' }) }), id }),
    },
    routing: { bringBack: async () => ({ kind: 'done' }) },
    facts: { ofEnquiries: async () => (saidLater && !isSaid() ? [] : [{ id: 'danger', reference: 'K', facts: [MISSING] }]) },
    children: {
      standing: async () => 'open', stateOfTwo: async () => stands, under: async () => ({ threads: [['danger'], ['one'], ['two']], recordIds: ['c'] }),
      putUnder: async () => (done.push('said'), 'put'), notAbout: async () => 'said', sayOfTwo: async () => (isSaidOtherwise || stands !== 'unsaid' ? 'overtaken' : (done.push('said'), 'said')),
    },
  }
  return {
    done,
    put: async () => sayAboutEnquiry(deps, { childId: 'c', intakeId: 'one', answer: 'is', actor }),
    merge: async () => sayOfTwoChildren(deps, { childId: 'c', otherId: 'd', answer: 'one', actor }),
    part: async () => sayOfTwoChildren(deps, { childId: 'c', otherId: 'd', answer: 'two', actor }),
  }
}

describe.each(['put', 'merge'] as const)('danger that is recorded of a child, once somebody says that more is about them (%s)', (say) => {
  it('makes the others urgent before that is said: a process that ends in between leaves it to be said again', async () => {
    const desk = aDesk()
    expect([await desk[say](), desk.done]).toEqual(['said', ['raised one', 'raised two', 'said']])
  })

  it('is heard of where one could not be raised, and that one stops no other', async () => {
    const desk = aDesk({ failing: 'one' })
    expect([await desk[say](), desk.done]).toEqual(['not_raised', ['raised two', 'said']])
  })

  it('counts too where it was recorded at the same moment', async () => {
    const desk = aDesk({ saidLater: true })
    expect([await desk[say](), desk.done]).toEqual(['said', ['said', 'raised one', 'raised two']])
  })
})

it.each([['siblings', 'merge'], ['one', 'part']] as const)('raises nothing for two records of which something else is said (%s)', async (stands, say) => {
  const desk = aDesk({ stands })
  await expect(desk[say]()).rejects.toMatchObject({ code: 'conflict', done: undefined })
  expect(desk.done).toEqual([])
})

describe('two records that are said to be one once more', () => {
  it('have raised what a process that ended over it had left, and whoever says it hears that', async () => {
    const desk = aDesk({ stands: 'one' })
    await expect(desk.merge()).rejects.toMatchObject({ code: 'conflict', done: expect.stringContaining('was made urgent all the same') })
    expect(desk.done).toEqual(['raised one', 'raised two'])
    await expect(desk.merge()).rejects.toMatchObject({ code: 'conflict', done: undefined })
  })

  it('say too where one could not be raised', async () => {
    const desk = aDesk({ stands: 'one', failing: 'one' })
    await expect(desk.merge()).rejects.toMatchObject({ done: expect.stringContaining('could not be made urgent') })
    expect(desk.done).toEqual(['raised two'])
  })
})

it('is said to have raised what is about either where something else was said of the two in between', async () => {
  const desk = aDesk({ isSaidOtherwise: true })
  await expect(desk.merge()).rejects.toMatchObject({ code: 'conflict', done: expect.stringContaining('was made urgent all the same') })
  expect(desk.done).toEqual(['raised one', 'raised two'])
})
