import type { Role } from '../../../src/domain/roles'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { DeskApp } from './deskApp'

const uri = freshDatabaseUri()
let desk: DeskApp

beforeAll(async () => void (desk = await DeskApp.open(uri)))
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

const KNOWN_UNTIL = 'Bank holidays are known until 31 December 2028: after that day the line keeps its ordinary hours on them'

describe('a list of bank holidays that is about to end', () => {
  it.each([['manager', 'is told', true], ['duty', 'is told', true], ['social_worker', 'is not told', false]] as const)('somebody in the role %s %s on the desk', async (role: Role, _words, told) => {
    const staff = await desk.addStaff(role, `Invented ${role}`)
    desk.now = new Date('2028-11-06T10:00:00Z')
    const browser = await desk.signIn(staff)
    expect((await browser.open('/')).text.includes(KNOWN_UNTIL)).toBe(told)
    expect((await browser.open('/accepted')).text.includes(KNOWN_UNTIL)).toBe(told)
  })

  it('is not spoken of while there is time', async () => {
    desk.now = new Date('2026-11-23T10:00:00Z')
    const browser = await desk.signIn(await desk.addStaff('manager', 'Mair Manager'))
    const { text } = await browser.open('/')
    expect([text.includes('Enquiries waiting'), text.includes('Bank holidays')]).toEqual([true, false])
  })
})
