import { roleMay } from '../../../src/access/rolePermissions'
import { DESK_POLICY } from '../../../src/desk/deskPolicy'
import { ROLES } from '../../../src/domain/roles'

describe('who may do what', () => {
  it('opens the desk to those who work enquiries, and to nobody else', () => {
    const may = ROLES.filter((role) => DESK_POLICY.every(({ permission }) => roleMay(role, permission)))
    const mayAnything = ROLES.filter((role) => DESK_POLICY.some(({ permission }) => roleMay(role, permission)))
    expect(may).toEqual(['duty', 'social_worker', 'manager'])
    expect(mayAnything).toEqual(may)
  })

  it('lets only managers lower an urgent enquiry', () => {
    expect(ROLES.filter((role) => roleMay(role, 'priority.lower_urgent'))).toEqual(['manager'])
  })

  it('writes down every opening of an enquiry and every action on one', () => {
    const unaudited = DESK_POLICY.filter(({ audit }) => audit === undefined).map(({ path }) => path)
    expect(unaudited).toEqual(['/', '/accepted', '/queue/rows', '/queue/updates'])
  })
})
