import { roleMay } from '../../../src/access/rolePermissions'
import { DESK_POLICY } from '../../../src/desk/deskPolicy'
import { ROLES } from '../../../src/domain/roles'

describe('who may do what', () => {
  it('opens the desk to those who work enquiries, and to nobody else', () => {
    const forManagers = ['telephone.manage', 'duty.manage', 'intake.give', 'operations.view', 'mail.replay', 'ended.view', 'second.manage']
    const notForAll = [...forManagers, 'second.view', 'second.work']
    const work = DESK_POLICY.filter(({ permission }) => !notForAll.includes(permission))
    const may = ROLES.filter((role) => work.every(({ permission }) => roleMay(role, permission)))
    const mayAnything = ROLES.filter((role) => DESK_POLICY.some(({ permission }) => roleMay(role, permission)))
    expect(may).toEqual(['duty', 'social_worker', 'manager'])
    expect(mayAnything).toEqual([...may, 'police_liaison', 'immigration_officer', 'admin'])
    for (const second of ['police_liaison', 'immigration_officer'] as const)
      expect(DESK_POLICY.filter(({ permission }) => roleMay(second, permission)).map(({ handler }) => handler)).toEqual(['showSeconds', 'acceptAsSecond', 'handBackSecond', 'showIntake', 'showTellings', 'addNote'])
    expect(DESK_POLICY.filter(({ permission }) => roleMay('admin', permission)).map(({ handler }) => handler)).toEqual(['showOperations', 'replayMessage'])
    expect(ROLES.filter((role) => roleMay(role, 'telephone.manage'))).toEqual(['manager'])
  })

  it('lets only managers lower an urgent enquiry', () => {
    expect(ROLES.filter((role) => roleMay(role, 'priority.lower_urgent'))).toEqual(['manager'])
  })

  it('writes down every opening of an enquiry and every action on one', () => {
    const unaudited = DESK_POLICY.filter(({ audit }) => audit === undefined).map(({ path }) => path)
    // Lists that hold nothing sealed, and what tells only that an enquiry has changed.
    expect(unaudited).toEqual(['/', '/accepted', '/call-backs', '/hand-over', '/call-backs/rows', '/queue/rows', '/queue/updates', '/callers', '/telephone', '/find', '/lists', '/lists/:list', '/ended', '/for-you', '/duty', '/staff/:id/leave', '/staff/:id', '/on-call', '/intakes/:id/stamp', '/children', '/operations'])
  })
})
