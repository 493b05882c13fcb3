import type { StaffWithLeave } from '../../../src/allocation/duty/ports'
import { setRota } from '../../../src/allocation/duty/setRota'
import { NO_SKILLS } from '../../../src/domain/skills'
import type { RotaWish } from '../../../src/domain/staffSettings'
import type { RotaPlace } from '../../../src/domain/workingPattern'

const sam: StaffWithLeave = {
  id: 'sam', email: 'sam@desk.example', name: 'Sam', role: 'social_worker', active: true, demonstration: false, leave: [], skills: NO_SKILLS,
  onCallTimes: [], alwaysOnCall: false, rota: { kind: 'service_hours' }, caseloadLimit: 25,
}
const FREE = { Mo: '', Tu: '', We: '', Th: '', Fr: '', Sa: '', Su: '' }

function aWeek(person: StaffWithLeave | undefined = sam) {
  const saved: RotaPlace[] = []
  const staff = { find: async () => person, setRota: async (_id: string, place: RotaPlace) => void saved.push(place) }
  const set = async (kind: RotaWish['kind'], hours: Partial<RotaWish['hours']> = {}) => setRota({ staff }, { staffId: 'sam', kind, hours: { ...FREE, ...hours } })
  return { saved, set }
}

describe('working hours', () => {
  it.each([
    ['09:30-16:30', [['09:30', '16:30']]], ['9.30 to 12', [['09:30', '12:00']]], ['9 – 12, 13:00-15:30', [['09:00', '12:00'], ['13:00', '15:30']]],
    ['22:00-06:00', [['22:00', '06:00']]], ['9am to 5pm', [['09:00', '17:00']]], ['0930-1630', [['09:30', '16:30']]], ['9 am - 12pm, 1.30PM-24:00', [['09:00', '12:00'], ['13:30', '24:00']]], ['8:30-00:00', [['08:30', '00:00']]],
    ['1-5pm', [['13:00', '17:00']]], ['9-12, 12.30 to 5 pm', [['09:00', '12:00'], ['12:30', '17:00']]], ['9.30-1pm', [['09:30', '13:00']]], ['9-5pm', [['09:00', '17:00']]],
  ])('are read from "%s"', async (typed, shifts) => {
    const { saved, set } = aWeek()
    expect(await set('pattern', { Tu: typed })).toEqual({ kind: 'set' })
    expect(saved).toEqual([{ kind: 'pattern', pattern: shifts.map(([from, to]) => ({ day: 'Tu', from, to })) }])
  })

  it('that cannot be read are told day by day, and nothing is saved', async () => {
    const { saved, set } = aWeek()
    expect(await set('pattern', { Mo: 'mornings', Tu: '09:30-12:00', Su: '25:00-26:00' })).toEqual({ kind: 'invalid', problems: [
      { field: 'Mo', text: 'Enter the hours of Monday like 09:30-16:30, or leave them empty' },
      { field: 'Su', text: 'Enter the hours of Sunday like 09:30-16:30, or leave them empty' },
    ] })
    expect(await set('pattern')).toMatchObject({ problems: [{ field: 'Mo', text: 'Enter the hours of at least one day' }] })
    expect(await set(undefined)).toMatchObject({ problems: [{ field: 'rota' }] })
    expect(saved).toEqual([])
  })

  it('need not be typed for all hours of the service, or none', async () => {
    const { saved, set } = aWeek()
    await set('service_hours', { Mo: 'left over' })
    await set('off')
    expect(saved).toEqual([{ kind: 'service_hours' }, { kind: 'off' }])
  })

  it('are those of somebody whose account is in use', async () => {
    await expect(aWeek({ ...sam, active: false }).set('off')).rejects.toMatchObject({ code: 'not_found' })
  })

  it.each(['police_liaison', 'immigration_officer'] as const)('are set for a %s, who takes no turns and can only be on leave', async (role) => {
    const { saved, set } = aWeek({ ...sam, role })
    expect(await set('pattern', { Tu: '10-14' })).toEqual({ kind: 'set' })
    expect(await set('off')).toMatchObject({ kind: 'invalid', problems: [{ field: 'rota' }] })
    expect(saved).toEqual([{ kind: 'pattern', pattern: [{ day: 'Tu', from: '10:00', to: '14:00' }] }])
  })

  it.each(['reporter', 'admin'] as const)('are not set for a %s, who takes no enquiries', async (role) => {
    const { saved, set } = aWeek({ ...sam, role })
    await expect(set('off')).rejects.toMatchObject({ code: 'not_found' })
    expect(saved).toEqual([])
  })
})
