import type { StaffMember } from '../../../src/domain/staff'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { childStory } from './childStory'
import { DeskApp, type DeskBrowser } from './deskApp'

/** A desk on a database of its own, and a duty worker who records children at it. */
export interface ChildSuite {
  readonly desk: DeskApp
  readonly duty: StaffMember
  readonly atDuty: DeskBrowser
  readonly story: ReturnType<typeof childStory>
}

/** Opens them before the tests of a file, and closes them behind. */
export function openChildSuite(take: (suite: ChildSuite) => void): void {
  const uri = freshDatabaseUri()
  let desk: DeskApp
  beforeAll(async () => {
    desk = await DeskApp.open(uri)
    const duty = await desk.addStaff('duty', 'Dilys Duty')
    const atDuty = await desk.signIn(duty)
    take({ desk, duty, atDuty, story: childStory(desk, atDuty) })
  })
  afterAll(async () => {
    await desk.close()
    await dropDatabase(uri)
  })
}
