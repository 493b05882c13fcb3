import type { Page } from 'playwright-core'
import { putEmail } from '../integration/desk/enquiries'
import { axeFindings, openWindows } from '../support/browser'
import { BROWSER_LIMIT_MS, deskInBrowser } from '../support/deskInBrowser'

const site = deskInBrowser()

const isWiderThanItsWindow = async (page: Page): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth > window.innerWidth')
const factOf = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true })

describe.each([[360, true], [1280, false]] as const)('the child and the referral, %i pixels wide', (width, javaScript) => {
  it('are recorded fact by fact, what is missing leads to its field, and the enquiry stands on the hand-over list', async () => {
    const { desk, origin, duty } = site.scenes
    const id = await putEmail(desk, { subject: `Invented ${width}`, text: 'Invented words.' }, { priority: 'standard', nation: 'unknown', signals: { missingNow: [] } })
    const page = await (await openWindows(site.browser, { width, javaScript })).newPage()
    await site.scenes.signIn(page, duty)
    await page.goto(`${origin}/intakes/${id}`)
    await page.getByText('The nation is not known.').waitFor()
    expect(await isWiderThanItsWindow(page)).toBe(false)

    const referral = factOf(page, 'National Referral Mechanism referral')
    await referral.locator('summary').click()
    await referral.getByLabel('We do').check()
    await referral.getByRole('button', { name: 'Record it' }).click()
    await page.getByRole('link', { name: 'Record the contact with the child’s local authority or Trust first' }).waitFor()
    if (javaScript) expect(await axeFindings(page)).toEqual([])

    const missing = factOf(page, 'Missing now')
    await missing.locator('summary').click()
    await missing.getByLabel('Yes').check()
    await missing.getByLabel('Since when, as they say').fill('Nine in the evening')
    await missing.getByRole('button', { name: 'Record it' }).click()
    await page.getByText('It is recorded, and the enquiry is urgent now.').waitFor()
    await missing.getByText('Yes; Nine in the evening').waitFor()
    if (javaScript) expect(await axeFindings(page)).toEqual([])
    expect(await isWiderThanItsWindow(page)).toBe(false)

    await page.getByRole('link', { name: 'Hand-over list' }).click()
    await page.getByRole('heading', { name: 'Enquiries that nobody has accepted' }).waitFor()
    if (javaScript) expect(await axeFindings(page)).toEqual([])
    expect(await isWiderThanItsWindow(page)).toBe(false)
  }, BROWSER_LIMIT_MS)
})
