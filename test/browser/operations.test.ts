import type { Browser } from 'playwright-core'
import { StoredMailboxBeats } from '../../src/store/mailboxBeats'
import { StoredMailLedger } from '../../src/store/mailLedger'
import { MAILBOXES } from '../integration/desk/deskApp'
import { axeFindings, openBrowser, openWindows } from '../support/browser'
import { DeskScenes } from '../support/deskScenes'
import { dropDatabase, freshDatabaseUri } from '../support/servers'

const TEST_LIMIT_MS = 240_000
const uri = freshDatabaseUri()
let scenes: DeskScenes
let browser: Browser

beforeAll(async () => {
  ;[scenes, browser] = await Promise.all([DeskScenes.open(uri), openBrowser()])
}, TEST_LIMIT_MS)
afterAll(async () => {
  await browser?.close()
  await scenes?.close()
  await dropDatabase(uri)
}, TEST_LIMIT_MS)

describe.each([['with scripts', true], ['without scripts', false]] as const)('the page for operators, %s', (_words, javaScript) => {
  it('shows a mailbox in trouble, warns on the queue, and has a held message taken in again', async () => {
    const { desk } = scenes
    const { place } = MAILBOXES[0]!
    const longAgo = new Date(desk.now.getTime() - 3_600_000)
    await desk.connection.collection('mailboxes').deleteMany({})
    await new StoredMailboxBeats(desk.connection).beat(place, { state: 'disconnected', lastSyncAt: longAgo, out: { since: longAgo, cause: 'sign_in_refused', failures: 60 } }, desk.now)
    await new StoredMailLedger(desk.connection, () => desk.now).quarantine({ ...place, uidValidity: '1', uid: javaScript ? 1 : 2 }, 'no_sender')
    const page = await (await openWindows(browser, { javaScript })).newPage()
    const expectAccessible = async (): Promise<void> => void (javaScript && expect(await axeFindings(page)).toEqual([]))
    await scenes.signIn(page, scenes.manager)
    await page.getByText('Nobody has looked into the mailbox').waitFor()
    await expectAccessible()
    await page.getByRole('link', { name: 'Operations' }).click()
    await page.getByRole('heading', { level: 1, name: 'How the service is running' }).waitFor()
    await page.getByText('Out of reach', { exact: true }).waitFor()
    await expectAccessible()
    await page.getByRole('button', { name: 'Take it in again' }).first().click()
    await page.getByText('The message is taken in again within a minute').waitFor()
    await expectAccessible()
    await page.context().close()
  }, TEST_LIMIT_MS)
})
