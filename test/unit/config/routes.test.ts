import list from '../../../config/routes.json'
import { readRoutes, routes } from '../../../config/routes'
import { mayWorkOn, ROUTED_CATEGORIES } from '../../../src/domain/routing'

const problemsOf = (content: unknown): readonly string[] => {
  const result = readRoutes(content)
  return result.ok ? [] : result.problems
}
const [training, ...others] = list.routes
const withTraining = (change: object) => ({ ...list, routes: [{ ...training, ...change }, ...others] })

describe('the lists for what is no child concern', () => {
  it('are one for each category, each with an owner, a target and a reply in both languages', () => {
    expect(routes().routes.map(({ category }) => category).toSorted()).toEqual([...ROUTED_CATEGORIES].toSorted())
  })

  it('end every reply with 999 and the telephone, in both languages', () => {
    expect(routes().closing.en).toContain('TELEPHONE 999')
    expect(routes().closing.cy).toContain('FFONIWCH 999')
  })

  it('are the owners’ and the managers’ to work on', () => {
    const { routes: [route] } = routes()
    const named = { ...route!, owners: { roles: ['duty' as const], staff: ['dot.worker@desk.example'] } }
    expect(mayWorkOn(named, { role: 'duty', email: 'a@desk.example' })).toBe(true)
    expect(mayWorkOn(named, { role: 'manager', email: 'a@desk.example' })).toBe(true)
    expect(mayWorkOn(named, { role: 'social_worker', email: 'a@desk.example' })).toBe(false)
    expect(mayWorkOn(named, { role: 'social_worker', email: 'Dot.Worker@desk.example' })).toBe(true)
  })

  it.each([
    ['no list for a category', { ...list, routes: others }, 'has no list for training'],
    ['two lists for one', { ...list, routes: [...list.routes, training] }, 'has 2 lists for training'],
    ['a target of no days', withTraining({ workingDays: 0 }), 'routes.0.workingDays must be at least 1'],
    ['an owner who cannot open enquiries', withTraining({ owners: { roles: ['reporter'], staff: [] } }), 'routes.0.owners.roles.0'],
    ['a reply that would be filled in with the enquiry', withTraining({ reply: { ...training!.reply, en: { subject: 'S', text: 'About {name}' } } }), 'has {name}: only'],
    ['a reply in one language', withTraining({ reply: { en: training!.reply.en } }), 'routes.0.reply.cy'],
    ['a closing without 999', { ...list, closing: { ...list.closing, cy: 'Diolch.' } }, 'closing.cy must name 999'],
    ['a number that cannot be dialled', { ...list, organisations: [{ name: 'N', number: 'ask', nations: ['Wales'] }] }, 'organisations.0.number'],
  ])('refuse %s, naming the file and the place', (_what, content, words) => {
    expect(problemsOf(content).join('\n')).toContain(words)
    expect(problemsOf(content).every((problem) => problem.startsWith('config/routes.json: '))).toBe(true)
  })
})
