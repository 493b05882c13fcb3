import { CHILD_LETTERS } from '../../../src/local/demonstration/children'
import { demonstrateChildren } from '../../../src/local/demonstration/demonstrateChildren'
import { openDesk } from '../../../src/local/demonstration/openDesk'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { textOf } from '../desk/textOf'
import { DATA_KEY, DeskApp } from '../desk/deskApp'
import { putEmail } from '../desk/enquiries'

const uri = freshDatabaseUri()
let desk: DeskApp

beforeAll(async () => {
  desk = await DeskApp.open(uri)
})
afterAll(async () => {
  await desk.close()
  await dropDatabase(uri)
})

it('shows the record of an invented girl, with her brother and two enquiries, wherever the letters about her came in', async () => {
  const una = await desk.addStaff('social_worker', 'Una One')
  const [atUna, record] = [await desk.signIn(una), async () => demonstrateChildren({ ...(await openDesk({ DATA_KEYS: [DATA_KEY] }, desk.connection)), actor: { staffId: una.id, name: una.name }, now: () => desk.now })]
  await record()
  expect((await atUna.send('/children', { name: 'Arta Imaginaj' })).text).toContain('No record of a child')
  for (const { subject, text } of CHILD_LETTERS) await putEmail(desk, { subject, text }, { priority: 'high' })
  await record()
  const found = await atUna.send('/children', { name: 'Arta Imaginaj' })
  const page = textOf((await atUna.open(/href="(\/children\/[0-9a-f]+)"/.exec(found.text)![1]!)).text)
  expect(page).toMatch(/Arta Imaginaj, born 12 May 2010 .* Siblings C-\w{6} Besi Imaginaj/)
  expect(page.match(/Put here by Una One/g)).toHaveLength(2)
})
