import type { Page } from 'playwright-core'
import { axeFindings, openWindows } from '../support/browser'
import { BROWSER_LIMIT_MS, deskInBrowser } from '../support/deskInBrowser'

const site = deskInBrowser()

beforeEach(() => {
  site.scenes.desk.telephone.waiting = []
  site.scenes.desk.telephone.has(site.scenes.duty)
})

/** axe is a script itself: where none runs, the pages are the same but for what scripts add. */
const expectAccessible = async (page: Page, javaScript = true): Promise<void> => void (javaScript && expect(await axeFindings(page)).toEqual([]))
const open = async (page: Page, id: string): Promise<void> => void (await page.goto(`${site.scenes.origin}/intakes/${id}`))

async function openDesk({ javaScript }: { javaScript: boolean }): Promise<{ page: Page; broken: string[] }> {
  const windows = await openWindows(site.browser, { javaScript })
  const page = await windows.newPage()
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(error.message))
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('status of 4') && broken.push(message.text()))
  await site.scenes.signIn(page, site.scenes.duty)
  return { page, broken }
}

describe.each([['with scripts', true], ['without scripts', false]] as const)('calls on the desk, %s', (_words, javaScript) => {
  it('lets a worker ask for the next caller and say when they can be rung', async () => {
    const { page, broken } = await openDesk({ javaScript })
    await page.getByRole('heading', { name: 'No caller is waiting' }).waitFor()
    await expectAccessible(page, javaScript)
    site.scenes.callersWait()
    if (!javaScript) await page.reload()
    await page.getByRole('heading', { name: '2 callers are waiting' }).waitFor()
    await expectAccessible(page, javaScript)
    await page.getByRole('button', { name: 'Answer next caller' }).click()
    await page.getByText('You will be rung for the next caller before anybody else.').waitFor()
    await page.getByRole('button', { name: 'I am not available' }).click()
    await page.getByRole('button', { name: 'I am available' }).waitFor()
    await expectAccessible(page, javaScript)

    await page.getByRole('link', { name: 'Telephone', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Telephone' }).waitFor()
    await expectAccessible(page, javaScript)
    await page.getByLabel('Until (optional)').fill('noon')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('link', { name: 'Enter a time of today such as 13:30, or leave it empty' }).waitFor()
    await expectAccessible(page, javaScript)
    await page.getByLabel('Until (optional)').fill('13:30')
    await page.getByLabel('I may be woken').check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Not available until 13:30').waitFor()
    expect(broken).toEqual([])
    await page.context().close()
  }, BROWSER_LIMIT_MS)

  it('takes the note of a conversation, at the second try', async () => {
    const { page, broken } = await openDesk({ javaScript })
    await site.scenes.abandoned()
    await open(page, await site.scenes.afterConversation())
    await page.getByRole('heading', { name: 'Other calls from this number' }).waitFor()
    await expectAccessible(page, javaScript)
    await page.getByLabel('What was said').fill('The girl is with her aunt.')
    await page.getByRole('button', { name: 'Save the note' }).click()
    await page.getByRole('link', { name: 'Select what came of the conversation' }).waitFor()
    expect(await page.getByLabel('What was said').inputValue()).toBe('The girl is with her aunt.')
    await expectAccessible(page, javaScript)
    await page.getByLabel('Advice was given').check()
    await page.getByRole('button', { name: 'Save the note' }).click()
    await page.getByText('The note of the conversation is saved.').waitFor()
    await page.getByRole('heading', { name: 'Note of the conversation: Advice was given' }).waitFor()
    await expectAccessible(page, javaScript)
    expect(broken).toEqual([])
    await page.context().close()
  }, BROWSER_LIMIT_MS)

  it('rings a number that is not known to be safe for a reason only', async () => {
    const { page, broken } = await openDesk({ javaScript })
    const id = await site.scenes.callbackNotSafe()
    await page.goto(`${site.scenes.origin}/call-backs`)
    await expectAccessible(page, javaScript)
    await page.locator(`tr[data-intake="${id}"]`).getByRole('link').click()
    await page.getByText('Ringing this number may put somebody in danger.').waitFor()
    await expectAccessible(page, javaScript)
    await page.getByRole('button', { name: 'Ring me, then the caller' }).click()
    await page.getByRole('link', { name: 'Enter why it is right to ring this number all the same' }).waitFor()
    await expectAccessible(page, javaScript)
    await page.getByLabel('Why is it right to ring it all the same?').fill('She wrote that she is alone.')
    await page.getByRole('button', { name: 'Ring me, then the caller' }).click()
    await page.getByText('Your telephone rings in a moment.').waitFor()
    expect(broken).toEqual([])
    await page.context().close()
  }, BROWSER_LIMIT_MS)

  it('plays a message and closes its card with what was heard', async () => {
    const { page, broken } = await openDesk({ javaScript })
    const id = await site.scenes.message()
    await open(page, id)
    await page.locator('audio').waitFor()
    await expectAccessible(page, javaScript)
    if (javaScript) expect(await seekTo(page, 3)).toEqual({ duration: 4, at: 3 })
    await page.getByText('I have listened').click()
    await page.getByRole('button', { name: 'Save what I heard' }).click()
    await page.getByRole('link', { name: 'Enter what you did or found out' }).waitFor()
    await expectAccessible(page, javaScript)
    await page.getByLabel('What did you hear?').fill('A teacher asks what to do.')
    await page.getByRole('button', { name: 'Save what I heard' }).click()
    await page.getByText('Saved, and the card is closed.').waitFor()
    await page.getByRole('heading', { name: 'Closed: Listen to the message' }).waitFor()
    expect(broken).toEqual([])
    await page.context().close()
  }, BROWSER_LIMIT_MS)
})

it('counts on how long callers wait, and keeps what has the focus', async () => {
  const { page } = await openDesk({ javaScript: true })
  await page.getByText('This page updates by itself.').waitFor()
  await page.locator('body').evaluate((body) => body.setAttribute('data-loaded', 'once'))
  await page.getByRole('button', { name: 'Answer next caller' }).focus()
  site.scenes.callersWait()
  await page.getByText('2 more callers are waiting').waitFor()
  expect(await page.evaluate('document.activeElement.id')).toBe('answer-next')
  // However late a busy machine looks.
  await page.getByText(/^(1 minute ([2-9]|[1-5]\d) seconds|[2-9] minutes.*)$/).waitFor()
  site.scenes.desk.telephone.waiting = []
  site.scenes.desk.tellChange('aa01')
  await page.getByRole('heading', { name: 'No caller is waiting' }).waitFor()
  expect(await page.locator('body[data-loaded="once"]').count()).toBe(1)
  await page.context().close()
}, BROWSER_LIMIT_MS)

it('shows a manager everybody’s telephones', async () => {
  const windows = await openWindows(site.browser)
  const page = await windows.newPage()
  await site.scenes.signIn(page, site.scenes.manager)
  await page.goto(`${site.scenes.origin}/telephone`)
  await page.getByRole('row', { name: /Una One/ }).getByText('Talking').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: /Set not available.*Una One/ }).click()
  await page.getByRole('button', { name: /Back to the rota.*Una One/ }).waitFor()
  await windows.close()
}, BROWSER_LIMIT_MS)

/** Where the player stands once it has been moved there, as a listener does who wants to hear a part again. */
async function seekTo(page: Page, seconds: number): Promise<unknown> {
  return page.locator('audio').evaluate(async (element, to) => {
    const audio = element as unknown as { duration: number; currentTime: number; load(): void; preload: string; addEventListener(name: string, done: () => void, how: object): void }
    const next = async (name: string) => new Promise<void>((resolve) => audio.addEventListener(name, resolve, { once: true }))
    const loaded = next('loadedmetadata')
    audio.preload = 'metadata'
    audio.load()
    await loaded
    const moved = next('seeked')
    audio.currentTime = to
    await moved
    return { duration: audio.duration, at: audio.currentTime }
  }, seconds)
}
