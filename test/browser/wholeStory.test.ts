import type { Browser, Page } from 'playwright-core'
import { axeFindings, openBrowser, openWindows, PATIENCE_MS } from '../support/browser'
import { type LocalModeRun, startOwnLocalMode } from '../support/browserLocalMode'
import {
  accept, acknowledgement, CHILD_DETAIL, dial, hangUp, leaveMessage, MISSING_CHILD, queueRow, savePriority, signIn, writeLetter,
  type WrittenLetter,
} from '../support/browserStory'

/** With everything else that the machine may be doing. */
const TEST_LIMIT_MS = 240_000
const REASON = 'He is missing now, and a car was seen waiting for him.'
const ACCEPTED = /Accepted by Dilys Duty/

describe('the advice line, in a browser', () => {
  let local: LocalModeRun
  let browser: Browser

  beforeAll(async () => {
    ;[local, browser] = await Promise.all([startOwnLocalMode(), openBrowser()])
  }, TEST_LIMIT_MS)
  afterAll(async () => {
    await browser?.close()
    await local?.stop()
  }, TEST_LIMIT_MS)

  it('carries a call and an email from the enquirer to a duty worker who confirms, accepts, and has them acknowledged', async () => {
    const windows = await openWindows(browser)
    const [outside, desk] = [await windows.newPage(), await windows.newPage()]
    const broken: string[] = []
    for (const page of [outside, desk]) page.on('pageerror', (error) => broken.push(error.message))

    const call = await ringAndLeaveMessage(outside, local)
    await openQueueWith(desk, local, call)
    // The queue is open before the email comes.
    const email = await writeAndBeAcknowledged(outside, local)
    await seeItComeIn(desk, { email, call })
    await readEnquiry(desk, email)
    await confirmAtSecondTry(desk)
    await acceptAndFindAccepted(desk, email)

    expect(broken).toEqual([])
    await windows.close()
  }, TEST_LIMIT_MS)

  it('lets a duty worker read, confirm and accept where the browser runs no scripts', async () => {
    const windows = await openWindows(browser, { javaScript: false })
    const page = await windows.newPage()
    const letter: WrittenLetter = { ...MISSING_CHILD, subject: 'Missing since this morning' }
    await writeLetter(page, local.origin, letter)
    const answer = await shownAfterReloading(page, () => acknowledgement(page, letter))
    const reference = referenceIn((await answer.textContent()) ?? '')

    await signIn(page, local.origin, local.password)
    const row = await shownAfterReloading(page, () => queueRow(page, reference).filter({ hasText: 'Urgent' }).filter({ hasText: 'Allocated' }))
    await page.getByText('Load the page again to see what is new.').waitFor()
    await row.getByRole('link', { name: reference }).click()
    await page.getByRole('heading', { level: 1, name: `Enquiry ${reference}` }).waitFor()

    await savePriority(page, { reason: REASON })
    await page.getByRole('link', { name: 'Select a priority' }).waitFor()
    expect(await page.getByLabel('Why?', { exact: true }).inputValue()).toBe(REASON)
    await page.getByLabel('Urgent', { exact: true }).check()
    await page.getByRole('button', { name: 'Save the priority' }).click()
    await page.getByText('The priority is saved.').waitFor()
    await accept(page)
    await page.goto(`${local.origin}/accepted`)
    await queueRow(page, reference).getByText(ACCEPTED).waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    await windows.close()
  }, TEST_LIMIT_MS)
})

const expectAccessible = async (page: Page): Promise<void> => expect(await axeFindings(page)).toEqual([])

/** Hears the emergency advice before anything else. @returns the reference */
async function ringAndLeaveMessage(phone: Page, { origin }: LocalModeRun): Promise<string> {
  await phone.goto(`${origin}/local/phone`)
  await expectAccessible(phone)
  await dial(phone, origin)
  expect(await phone.locator('.heard__said').first().textContent()).toMatch(/immediate danger.*hang up now and dial 9 9 9/)
  await expectAccessible(phone)
  const reference = await leaveMessage(phone)
  await hangUp(phone)
  expect(reference).toMatch(/^\w{4}-\w{4}$/)
  return reference
}

async function openQueueWith(desk: Page, { origin, password }: LocalModeRun, reference: string): Promise<void> {
  await desk.goto(`${origin}/`)
  await expectAccessible(desk)
  await signIn(desk, origin, password)
  await desk.getByText('This page updates by itself.').waitFor()
  await queueRow(desk, reference).getByText('Listen to the message').waitFor()
  await desk.locator('body').evaluate((body) => body.setAttribute('data-loaded', 'once'))
}

/** What comes back says what to do in an emergency, and nothing about the child. @returns the reference */
async function writeAndBeAcknowledged(mail: Page, { origin }: LocalModeRun): Promise<string> {
  await writeLetter(mail, origin, MISSING_CHILD)
  const answer = acknowledgement(mail, MISSING_CHILD)
  await answer.waitFor()
  await expectAccessible(mail)
  const text = (await answer.textContent()) ?? ''
  expect(text).toContain('IF A CHILD IS IN IMMEDIATE DANGER, TELEPHONE 999 NOW.')
  // The sender's address names a place; nothing else may.
  expect(text.replaceAll(/\S+@\S+/g, '')).not.toMatch(CHILD_DETAIL)
  return referenceIn(text)
}

/** By itself, without the page being loaded again, and above what is less pressing. */
async function seeItComeIn(desk: Page, { email, call }: { email: string; call: string }): Promise<void> {
  const row = queueRow(desk, email)
  await row.getByText('Urgent').waitFor()
  await row.getByText('Allocated').waitFor()
  expect(await desk.locator('body[data-loaded="once"]').count()).toBe(1)
  const order = await desk.locator('tr[data-intake] th a').allTextContents()
  expect(order.filter((reference) => reference === email || reference === call)).toEqual([email, call])
  await expectAccessible(desk)
  await row.getByRole('link', { name: email }).click()
}

/** What was written, why it is urgent, who has it, and that the sender knows. */
async function readEnquiry(desk: Page, reference: string): Promise<void> {
  await desk.getByRole('heading', { level: 1, name: `Enquiry ${reference}` }).waitFor()
  const words = desk.locator('.desk-words')
  expect(await words.first().textContent()).toBe(MISSING_CHILD.subject)
  expect((await words.last().textContent())?.trim()).toBe(MISSING_CHILD.text)
  expect(await words.locator('mark').allTextContents()).toContainEqual(expect.stringMatching(/missing/))
  const holder = (await desk.getByRole('region', { name: 'Who has it' }).textContent()) ?? ''
  expect(holder).toMatch(/(Una One|Tom Two|Thea Three) \(demonstration\)\s*Social worker/)
  expect(holder).toMatch(/(Nora North|Stan South) \(demonstration\)\s*Manager/)
  await desk.getByText(/^Sent on \d+ \w+ \d{4}, \d\d:\d\d\.$/).waitFor()
  await expectAccessible(desk)
}

/** A duty worker may not lower what is urgent: the page says so, takes the reader there, and keeps what was chosen. */
async function confirmAtSecondTry(desk: Page): Promise<void> {
  await savePriority(desk, { priority: 'High', reason: '' })
  const summary = desk.getByRole('alert').filter({ hasText: 'There is a problem' })
  await summary.waitFor()
  await desk.locator('.govuk-error-summary:focus').waitFor()
  expect(await desk.title()).toMatch(/^Error: /)
  expect(await desk.getByLabel('High', { exact: true }).isChecked()).toBe(true)
  await expectAccessible(desk)
  await summary.getByRole('link', { name: /^Only a manager can lower an urgent enquiry/ }).click()
  await desk.keyboard.press('Space')
  expect(await desk.getByLabel('Urgent', { exact: true }).isChecked()).toBe(true)
  await desk.getByLabel('Why?').fill(REASON)
  await desk.getByRole('button', { name: 'Save the priority' }).click()
  await desk.getByText('The priority is saved.').waitFor()
  expect(await desk.getByText(REASON).count()).toBeGreaterThan(0)
}

async function acceptAndFindAccepted(desk: Page, reference: string): Promise<void> {
  await accept(desk)
  await expectAccessible(desk)
  await desk.getByRole('link', { name: 'Back to the queue' }).click()
  await desk.getByRole('heading', { level: 1, name: 'Enquiries waiting' }).waitFor()
  expect(await queueRow(desk, reference).count()).toBe(0)
  await desk.getByRole('link', { name: /^Accepted/ }).click()
  await desk.getByRole('heading', { level: 1, name: 'Accepted enquiries' }).waitFor()
  await queueRow(desk, reference).getByText(ACCEPTED).waitFor()
  await expectAccessible(desk)
}

const referenceIn = (text: string): string => /Your reference is (\S+)\./.exec(text)?.[1] ?? ''

/** Loads the page again, as people without scripts do, until it shows the thing. */
async function shownAfterReloading<T extends { count(): Promise<number> }>(page: Page, find: () => T): Promise<T> {
  const giveUpAt = Date.now() + PATIENCE_MS
  while ((await find().count()) === 0) {
    if (Date.now() > giveUpAt) throw new Error(`Not shown on ${page.url()} in time.`)
    await page.reload()
  }
  return find()
}
