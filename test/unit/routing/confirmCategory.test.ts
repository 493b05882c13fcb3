import { childConcernSigns } from '../../../src/domain/childConcern'
import { isRouted } from '../../../src/domain/routing'
import { CATEGORIES, type CategoryConfirmation } from '../../../src/domain/triage'
import { type ConfirmCategoryInput, confirmCategory } from '../../../src/routing/confirmCategory'
import type { RoutableIntake, RoutedIntakes } from '../../../src/routing/ports'
import { anEmail } from '../desk/builders'

const NOW = new Date('2026-11-23T10:00:00Z')
const READ = new Date('2026-11-23T09:00:00Z')
const findings = { priority: 'low', category: 'training', indicators: [], signals: [], likenesses: [] } as const
const aHeld = (details: Partial<RoutableIntake> = {}): RoutableIntake =>
  ({ intake: anEmail(), notes: [], status: 'allocated', read: { ...findings, at: READ, byRules: true }, said: [], unfinished: false, threadUnread: false, threadConcern: false, ...details })
const onAList = aHeld({ status: 'rerouted', rerouting: { category: 'training', by: '2', byName: 'Sam', at: NOW, reason: '' } })

function aDesk(held: RoutableIntake | undefined = aHeld()) {
  const saved: CategoryConfirmation[] = []
  const broughtBack: string[] = []
  const routed: RoutedIntakes = {
    find: async () => held, confirmCategory: async (_id, _read, confirmation) => saved.push(confirmation) > 0, reroute: async () => false,
    bringBack: async () => false, raiseLow: async () => false, reopen: async () => false, reopenFirst: async () => false, bringBackThread: async (id) => broughtBack.push(id), take: async () => false, close: async () => false,
  }
  const confirm = async (input: Partial<ConfirmCategoryInput> = {}) => confirmCategory({ routed, now: () => NOW }, {
    intakeId: 'abc', category: 'training', reason: '', seen: { at: READ }, actor: { staffId: '1', name: 'Dilys' }, ...input,
  })
  return { saved, broughtBack, confirm }
}

describe('saying what an enquiry is about', () => {
  it('confirms what the rules propose by one press, and moves nothing', async () => {
    const { saved, broughtBack, confirm } = aDesk()
    expect(await confirm()).toEqual({ kind: 'done' })
    expect(saved).toEqual([{ category: 'training', by: '1', byName: 'Dilys', at: NOW, reason: '' }])
    expect(broughtBack).toEqual([])
  })

  it('confirms it also where it was read anew meanwhile, as after a note of one’s own, and decides nothing else on an older page', async () => {
    const { saved, confirm } = aDesk(aHeld({ read: { ...findings, at: NOW, byRules: true } }))
    expect(await confirm()).toEqual({ kind: 'done' })
    expect(await confirm({ category: 'media', reason: 'A journalist.' })).toEqual({ kind: 'overtaken' })
    expect(await aDesk(aHeld({ read: { ...findings, at: NOW, confirmedAt: NOW, byRules: true } })).confirm()).toEqual({ kind: 'overtaken' })
    expect(saved).toHaveLength(1)
  })

  it('needs a reason where the person finds otherwise, or nothing was proposed', async () => {
    const { saved, confirm } = aDesk()
    expect(await confirm({ category: 'media' })).toMatchObject({ kind: 'refused', problems: [{ field: 'reason' }] })
    expect(await confirm({ category: undefined })).toMatchObject({ problems: [{ field: 'category', text: 'Select what it is about' }] })
    expect(await confirm({ category: 'media', reason: ' A journalist. ' })).toEqual({ kind: 'done' })
    expect(saved).toMatchObject([{ category: 'media', reason: 'A journalist.' }])
    expect(await aDesk(aHeld({ read: { ...findings, at: READ, byRules: false } })).confirm()).toMatchObject({ problems: [{ field: 'reason' }] })
  })

  it('needs a reason to change what a person had confirmed, also to what the rules propose', async () => {
    const { confirm } = aDesk(aHeld({ read: { ...findings, at: READ, byRules: true, confirmedCategory: 'media' } }))
    expect(await confirm({ category: 'training' })).toMatchObject({ kind: 'refused', problems: [{ field: 'reason' }] })
    expect(await confirm({ category: 'training', reason: 'A school asks.' })).toEqual({ kind: 'done' })
    expect(await confirm({ category: 'media' })).toEqual({ kind: 'done' })
  })

  it.each(CATEGORIES)('of "%s" brings back from the lists only what may concern a child', async (category) => {
    const { broughtBack, confirm } = aDesk()
    expect(await confirm({ category, reason: 'Because.' })).toEqual({ kind: 'done' })
    expect(broughtBack).toEqual(isRouted(category) ? [] : ['abc'])
  })

  it('brings an enquiry that is on a list back when it concerns a child, and is refused there otherwise', async () => {
    const { saved, broughtBack, confirm } = aDesk(onAList)
    await expect(confirm({ category: 'media', reason: 'x' })).rejects.toMatchObject({ code: 'conflict' })
    expect(await confirm({ category: 'child_concern', reason: 'Names a boy.' })).toEqual({ kind: 'done' })
    expect([saved.length, broughtBack]).toEqual([1, ['abc']])
  })

  it('counts only on what the person had in front of them', async () => {
    const { saved, confirm } = aDesk(aHeld({ read: { ...findings, at: READ, byRules: true, categoryAt: NOW } }))
    expect(await confirm()).toEqual({ kind: 'overtaken' })
    expect(await confirm({ seen: undefined })).toEqual({ kind: 'overtaken' })
    expect(await confirm({ seen: { at: READ, categoryAt: NOW } })).toEqual({ kind: 'done' })
    expect(saved).toHaveLength(1)
  })

  it('waits until somebody or something has read it', async () => {
    const { read: _read, ...unread } = aHeld()
    await expect(aDesk(unread).confirm()).rejects.toMatchObject({ code: 'conflict' })
    await expect(confirmCategory({ routed: { find: async () => undefined } as never, now: () => NOW }, { intakeId: 'x', category: 'media', reason: '', seen: undefined, actor: { staffId: '1', name: 'D' } }))
      .rejects.toMatchObject({ code: 'not_found' })
  })

  it('takes no sign of a child concern away, and adds one where it is casework', () => {
    const category = (found: Parameters<typeof childConcernSigns>[0]) => childConcernSigns(found).map((sign) => ('category' in sign ? sign.category : sign.kind))
    expect(category({ ...findings, category: 'child_concern', confirmedCategory: 'training' })).toEqual(['child_concern'])
    expect(category({ ...findings, confirmedCategory: 'nrm_query' })).toEqual(['nrm_query'])
    expect(category({ ...findings, category: 'child_concern', confirmedCategory: 'child_concern' })).toEqual(['child_concern'])
    expect(category({ ...findings, confirmedCategory: 'media' })).toEqual([])
  })
})
