import { putEmail } from '../integration/desk/enquiries'
import { axeFindings, openWindows } from '../support/browser'
import { BROWSER_LIMIT_MS, deskInBrowser } from '../support/deskInBrowser'

const site = deskInBrowser()

describe.each([['with scripts', true], ['without scripts', false]] as const)('work that changes hands, %s', (_words, javaScript) => {
  it('is given by a manager, covered during a leave, and shown with what everybody carries', async () => {
    const { desk, manager } = site.scenes
    const word = javaScript ? 'One' : 'Two'
    const dot = await desk.addStaff('social_worker', `Dot ${word}`, { manager: manager.email })
    const ann = await desk.addStaff('social_worker', `Ann ${word}`, { manager: manager.email })
    const id = await putEmail(desk, { subject: 'An invented message', text: 'Invented.' }, { priority: 'high' })
    const page = await (await openWindows(site.browser, javaScript ? { javaScript } : { javaScript, width: 360, height: 780 })).newPage()
    const expectAccessible = async (): Promise<void> => void (javaScript && expect(await axeFindings(page)).toEqual([]))
    await site.scenes.signIn(page, manager)
    await page.goto(`${site.scenes.origin}/intakes/${id}`)
    await page.getByText('Give it to somebody').click()
    await page.getByLabel('Social worker').selectOption(dot.name)
    await page.getByRole('button', { name: 'Give it to them' }).click()
    await page.getByRole('link', { name: 'Enter why it goes to somebody else' }).waitFor()
    await expectAccessible()
    await page.locator('#give-reason').fill('Knows the family.')
    await page.getByRole('button', { name: 'Give it to them' }).click()
    await page.getByText('Given by a manager').waitFor()
    await expectAccessible()

    await page.getByRole('link', { name: 'Who is on duty' }).click()
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: dot.name }) })
    await row.getByText('2 of 5 points, 1 enquiry').waitFor()
    await expectAccessible()
    await row.getByRole('link', { name: 'Set leave' }).click()
    await page.getByRole('heading', { level: 1, name: `Leave of ${dot.name}` }).waitFor()
    await page.getByLabel('Last day').fill('2026-11-30')
    await page.getByRole('radio', { name: 'Goes to whoever covers, and comes back' }).check()
    await page.getByRole('button', { name: 'Save the leave' }).click()
    await page.getByRole('link', { name: 'Select who takes over the open work' }).waitFor()
    await expectAccessible()
    await page.getByLabel('Who covers').selectOption(`${ann.name} (0 of 5 points, 0 enquiries)`)
    await page.getByRole('button', { name: 'Save the leave' }).click()
    await page.getByText('The leave is saved.').waitFor()
    await row.getByText(`covered by ${ann.name}; open work goes over and comes back`).waitFor()
    await page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: ann.name }) }).getByText('2 of 5 points, 1 enquiry').waitFor()
    if (!javaScript) {
      const beyond = await page.evaluate<number[]>(
        '[document.documentElement, ...document.querySelectorAll(".desk-scroll")].map((part) => part.scrollWidth - part.clientWidth)')
      expect(beyond).toEqual(beyond.map(() => 0))
    }
    await page.context().close()
  }, BROWSER_LIMIT_MS)
})
