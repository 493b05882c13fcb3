import type { Page } from 'playwright-core'
import { putEmail } from '../integration/desk/enquiries'
import { intakeModel } from '../../src/store/intakeModel'
import { openWindows } from '../support/browser'
import { BROWSER_LIMIT_MS, deskInBrowser } from '../support/deskInBrowser'

const site = deskInBrowser()

/** As a browser does with a tab that goes out of sight, or comes back. */
const setHidden = async (page: Page, hidden: boolean): Promise<void> =>
  page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`)

async function openPage(): Promise<{ readonly page: Page; readonly id: string; readonly asked: () => Promise<void> }> {
  const id = await putEmail(site.scenes.desk, { subject: 'An invented worry', text: 'Invented.' }, { priority: 'standard' })
  const page = await (await openWindows(site.browser)).newPage()
  await site.scenes.signIn(page, site.scenes.manager)
  const asked = async (): Promise<void> => void (await page.waitForResponse((response) => response.url().endsWith(`/intakes/${id}/stamp`)).then(async (response) => response.finished()))
  const first = asked()
  await page.goto(`${site.scenes.origin}/intakes/${id}`)
  await first
  return { page, id, asked }
}

describe('the open page of an enquiry', () => {
  it('says that it has changed where that was while the page was out of sight', async () => {
    const { page, id } = await openPage()
    await setHidden(page, true)
    await intakeModel(site.scenes.desk.connection).updateOne({ _id: id }, { $set: { 'triage.priority': 'urgent' } })
    await setHidden(page, false)
    await page.getByText('This enquiry has changed.').waitFor()
    await page.getByRole('link', { name: 'Load it again' }).click()
    await page.getByText('Urgent, proposed').first().waitFor()
    expect(await page.getByText('This enquiry has changed.').count()).toBe(0)
    await page.context().close()
  }, BROWSER_LIMIT_MS)

  it('says nothing where nothing changed meanwhile', async () => {
    const { page, asked } = await openPage()
    await setHidden(page, true)
    const again = asked()
    await setHidden(page, false)
    await again
    await page.waitForTimeout(300)
    expect(await page.locator('#changed-notice').textContent()).toBe('')
    await page.context().close()
  }, BROWSER_LIMIT_MS)

  it('says that it may have changed where nobody can say whether it has', async () => {
    const { page } = await openPage()
    await setHidden(page, true)
    await page.route('**/stamp', async (route) => route.abort())
    await setHidden(page, false)
    await page.getByText('This enquiry may have changed: how it stands could not be asked.').waitFor()
    await page.context().close()
  }, BROWSER_LIMIT_MS)
})
