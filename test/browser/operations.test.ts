import { StoredMailboxBeats } from '../../src/store/mailboxBeats'
import { StoredMailLedger } from '../../src/store/mailLedger'
import { MAILBOXES } from '../integration/desk/deskApp'
import { axeFindings, openWindows } from '../support/browser'
import { BROWSER_LIMIT_MS, deskInBrowser } from '../support/deskInBrowser'

const site = deskInBrowser()

describe.each([['with scripts', true], ['without scripts', false]] as const)('the page for operators, %s', (_words, javaScript) => {
  it('shows a mailbox in trouble, warns on the queue, and has a held message taken in again', async () => {
    const { desk } = site.scenes
    const { place } = MAILBOXES[0]!
    const longAgo = new Date(desk.now.getTime() - 3_600_000)
    await desk.connection.collection('mailboxes').deleteMany({})
    await new StoredMailboxBeats(desk.connection).beat(place, { state: 'disconnected', lastSyncAt: longAgo, out: { since: longAgo, cause: 'sign_in_refused', failures: 60 } }, desk.now)
    await new StoredMailLedger(desk.connection, () => desk.now).quarantine({ ...place, uidValidity: '1', uid: javaScript ? 1 : 2 }, 'no_sender')
    const page = await (await openWindows(site.browser, { javaScript })).newPage()
    const expectAccessible = async (): Promise<void> => void (javaScript && expect(await axeFindings(page)).toEqual([]))
    await site.scenes.signIn(page, site.scenes.manager)
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
  }, BROWSER_LIMIT_MS)
})

it('is read on a narrow screen without scrolling sideways, every column of it', async () => {
  const { desk } = site.scenes
  const longAgo = new Date(desk.now.getTime() - 3_600_000)
  await desk.connection.collection('mailboxes').deleteMany({})
  await new StoredMailboxBeats(desk.connection).beat(MAILBOXES[0]!.place, { state: 'watching', lastSyncAt: longAgo }, longAgo)
  const page = await (await openWindows(site.browser, { width: 360, height: 780 })).newPage()
  await site.scenes.signIn(page, site.scenes.manager)
  await page.goto(`${site.scenes.origin}/operations`)
  await page.getByText('Not heard of since').waitFor()
  const beyond = await page.evaluate<number[]>(
    '[document.documentElement, ...document.querySelectorAll(".desk-scroll")].map((part) => part.scrollWidth - part.clientWidth)')
  expect(beyond).toEqual(beyond.map(() => 0))
  const headings = await page.evaluate<string[]>('[...document.querySelectorAll(".desk-report td")].map((cell) => getComputedStyle(cell, "::before").content)')
  expect(headings).toEqual(expect.arrayContaining(['"Last looked into"', '"Compared"', '"Gaps"']))
  expect(await axeFindings(page)).toEqual([])
  await page.context().close()
}, BROWSER_LIMIT_MS)
