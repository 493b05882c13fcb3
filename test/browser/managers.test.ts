import type { Page } from 'playwright-core'
import { putEmail } from '../integration/desk/enquiries'
import { axeFindings, openWindows } from '../support/browser'
import { BROWSER_LIMIT_MS, deskInBrowser } from '../support/deskInBrowser'

const site = deskInBrowser()

interface Desk {
  readonly page: Page
  /** Nothing against the page by axe, or on a small screen nothing that stands out to the side. */
  expectAccessible(): Promise<void>
}

/** A manager at the desk. */
async function aManager(javaScript: boolean): Promise<Desk> {
  const page = await (await openWindows(site.browser, javaScript ? { javaScript } : { javaScript, width: 360, height: 780 })).newPage()
  await site.scenes.signIn(page, site.scenes.manager)
  return {
    page,
    expectAccessible: async () => {
      if (javaScript) return expect(await axeFindings(page)).toEqual([])
      const beyond = await page.evaluate<number[]>(
        '[document.documentElement, ...document.querySelectorAll(".desk-scroll")].map((part) => part.scrollWidth - part.clientWidth)')
      expect(beyond).toEqual(beyond.map(() => 0))
    },
  }
}

describe.each([['with scripts', true], ['without scripts, on a small screen', false]] as const)('what managers see to, %s', (_words, javaScript) => {
  it('is the on-call list, which warns while hours are covered by nobody and before it is emptied', async () => {
    const { page, expectAccessible } = await aManager(javaScript)
    await page.getByRole('link', { name: 'Who is on duty' }).click()
    await page.getByRole('link', { name: 'Who is on call out of hours' }).click()
    await page.getByText('Nobody who can be rung is on the on-call list').waitFor()
    await expectAccessible()
    await page.getByRole('button', { name: 'Put them on the list' }).click()
    await page.getByRole('link', { name: 'Select who is on call' }).waitFor()
    await expectAccessible()
    const ends = page.getByRole('group', { name: 'Until' })
    const begins = page.getByRole('group', { name: 'From' })
    await page.getByLabel('Who', { exact: true }).selectOption({ label: 'Dilys Duty, 07700 900111' })
    await begins.getByLabel('Day').fill('2026-11-23')
    await begins.getByLabel('Time').fill('16:30')
    await ends.getByLabel('Day').fill('2026-12-14')
    await ends.getByLabel('Time').fill('9.30')
    await page.getByRole('radio', { name: 'Second' }).check()
    await page.getByRole('button', { name: 'Put them on the list' }).click()
    await page.getByText('They are on the on-call list.').waitFor()
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Dilys Duty' }) })
    await row.getByText('Second').waitFor()
    await expectAccessible()
    await row.getByRole('button', { name: 'Take off' }).click()
    await page.getByRole('heading', { name: 'Without Dilys Duty nobody is on the on-call list' }).waitFor()
    await expectAccessible()
    await page.getByRole('button', { name: 'Take them off all the same' }).click()
    await page.getByText('Taken off the on-call list.').waitFor()
    await page.context().close()
  }, BROWSER_LIMIT_MS)

  it('is when somebody works, what they know and how much they may carry', async () => {
    const name = `Wren ${javaScript ? 'One' : 'Two'}`
    await site.scenes.desk.addStaff('social_worker', name, { manager: site.scenes.manager.email })
    const { page, expectAccessible } = await aManager(javaScript)
    await page.getByRole('link', { name: 'Who is on duty' }).click()
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await expectAccessible()
    await page.getByRole('radio', { name: 'Hours of their own' }).check()
    await page.getByLabel('Monday').fill('mornings')
    await page.getByLabel('Wednesday').fill('9.30 to 12')
    await page.getByRole('button', { name: 'Save the working hours' }).click()
    await page.getByRole('link', { name: 'Enter the hours of Monday like 09:30-16:30, or leave them empty' }).waitFor()
    await expectAccessible()
    await page.getByLabel('Monday').fill('')
    await page.getByRole('button', { name: 'Save the working hours' }).click()
    await page.getByText('The working hours are saved.').waitFor()
    expect(await page.getByLabel('Wednesday').inputValue()).toBe('09:30-12:00')
    await page.getByLabel('Languages').fill('welsh')
    await page.getByRole('checkbox', { name: 'Wales' }).check()
    await page.getByRole('checkbox', { name: 'Debt bondage' }).check()
    await page.getByRole('button', { name: 'Save the skills' }).click()
    await page.getByText('The skills are saved.').waitFor()
    await page.getByLabel('Points they may carry').fill('2')
    await page.getByRole('button', { name: 'Save the limit' }).click()
    await page.getByText('An urgent enquiry weighs 3 points').waitFor()
    await expectAccessible()
    await page.context().close()
  }, BROWSER_LIMIT_MS)

  it('is a conflict of interest that is over, what an enquiry is about, and what was ended', async () => {
    const id = await putEmail(site.scenes.desk, { subject: 'An invented request', text: 'Invented.' }, { priority: 'low', category: 'training', minutesAgo: 60 })
    const { page, expectAccessible } = await aManager(javaScript)
    await page.goto(`${site.scenes.origin}/intakes/${id}`)
    await page.getByText('Conflict of interest', { exact: true }).click()
    await page.getByLabel('Who must not open it').selectOption('Dilys Duty')
    await page.getByLabel('What the conflict is').fill('Knows the family.')
    await page.getByRole('button', { name: 'Bar them' }).click()
    await page.getByText('Conflict of interest: Dilys Duty cannot open this').first().waitFor()
    await page.getByText('Take a conflict of interest back').click()
    await expectAccessible()
    await page.getByLabel('Who may open it again').selectOption('Dilys Duty')
    await page.getByLabel('Why there is no conflict any more').fill('Another family of that name.')
    await page.getByRole('button', { name: 'Let them open it' }).click()
    await page.getByText('They can open this enquiry again').waitFor()

    await page.getByText('It is something else').click()
    await page.getByRole('button', { name: 'Save what it is about' }).click()
    await page.getByRole('link', { name: 'Select what it is about' }).waitFor()
    await expectAccessible()
    await page.getByRole('button', { name: 'Confirm: Training' }).click()
    await page.getByText('What it is about is saved.').waitFor()
    await expectAccessible()

    await page.getByText('This is no concern about a child').click()
    await page.getByRole('radio', { name: 'Training requests' }).check()
    await page.getByRole('button', { name: 'Put it on that list' }).click()
    await page.getByText('End this enquiry').click()
    await page.getByRole('radio', { name: 'Answered' }).check()
    await page.getByLabel('What was done').fill('A day in March was agreed.')
    await page.getByRole('button', { name: 'End it' }).click()
    await page.getByText('This enquiry is ended.').waitFor()
    await page.goto(site.scenes.origin)
    await page.getByRole('link', { name: 'Ended', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Ended enquiries' }).waitFor()
    await page.getByText('Training requests').first().waitFor()
    expect(await page.getByText('A day in March').count()).toBe(0)
    await expectAccessible()
    await page.context().close()
  }, BROWSER_LIMIT_MS)
})
