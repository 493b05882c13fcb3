import { putEmail } from '../integration/desk/enquiries'
import { axeFindings, openWindows } from '../support/browser'
import { BROWSER_LIMIT_MS, deskInBrowser } from '../support/deskInBrowser'

const site = deskInBrowser()

describe.each([['with scripts', true], ['without scripts, on a small screen', false]] as const)('what is no child concern, %s', (_words, javaScript) => {
  it('is put on its list, answered with a reply, ended, and brought back', async () => {
    const id = await putEmail(site.scenes.desk, { subject: 'An invented request', text: 'Invented.' }, { priority: 'low', category: 'training', minutesAgo: 7 * 24 * 60 })
    const page = await (await openWindows(site.browser, javaScript ? { javaScript } : { javaScript, width: 360, height: 780 })).newPage()
    const expectAccessible = async (): Promise<void> => {
      if (javaScript) return expect(await axeFindings(page)).toEqual([])
      const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      expect(beyond).toBe(0)
    }
    await site.scenes.signIn(page, site.scenes.manager)
    await page.goto(`${site.scenes.origin}/intakes/${id}`)
    await page.getByText('This is no concern about a child').click()
    await page.getByRole('button', { name: 'Put it on that list' }).click()
    await page.getByRole('link', { name: 'Select what it is about' }).waitFor()
    await expectAccessible()
    await page.getByRole('radio', { name: 'Training requests' }).check()
    await page.getByRole('button', { name: 'Put it on that list' }).click()
    await page.getByText('Put on the list').waitFor()
    await page.getByText('In Welsh', { exact: true }).click()
    await expectAccessible()

    const reply = page.getByLabel('Reply in English')
    await reply.fill(`${await reply.inputValue()} Changed by hand.`)
    if (javaScript) {
      await page.getByRole('button', { name: 'Copy' }).first().click()
      await page.getByText(/^(Copied|Marked)\./).waitFor()
      await expectAccessible()
    } else expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(0)

    await page.goto(site.scenes.origin)
    await page.getByRole('link', { name: /^Other lists/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Other lists' }).waitFor()
    await expectAccessible()
    await page.getByRole('link', { name: 'Training requests' }).click()
    await page.getByText('Overdue by 2 working days').waitFor()
    await expectAccessible()

    await page.goto(`${site.scenes.origin}/intakes/${id}`)
    await page.getByRole('button', { name: 'Take it' }).click()
    await page.getByText('You have taken this enquiry.').waitFor()
    await page.getByText('End this enquiry').click()
    await page.getByRole('radio', { name: 'Answered' }).check()
    await page.getByLabel('What was done').fill('A day in March was agreed.')
    await page.getByRole('button', { name: 'End it' }).click()
    await page.getByText('This enquiry is ended.').waitFor()
    await expectAccessible()
    await page.getByText('Bring it back to the queue').click()
    await page.getByLabel('Why it belongs in the queue').fill('They telephoned about a boy.')
    await page.getByRole('button', { name: 'Bring it back' }).click()
    await page.getByText('This enquiry is back in the queue.').waitFor()
    await page.context().close()
  }, BROWSER_LIMIT_MS)
})
