import type { Page } from 'playwright-core'
import type { IntakeDocument } from '../../src/store/intakeDocument'
import { intakeModel } from '../../src/store/intakeModel'
import { putEmail } from '../integration/desk/enquiries'
import { axeFindings, openWindows } from '../support/browser'
import { BROWSER_LIMIT_MS, deskInBrowser } from '../support/deskInBrowser'

const site = deskInBrowser()

describe.each([['with scripts', true], ['without scripts, on a small screen', false]] as const)('an enquiry that may be about a sibling, %s', (_words, javaScript) => {
  it('is linked by a person, and both pages say so', async () => {
    const first = await putEmail(site.scenes.desk, { subject: 'The first', text: 'Invented.' }, { priority: 'high', minutesAgo: 60 })
    const later = await putEmail(site.scenes.desk, { subject: 'The second', text: 'Invented.' }, { priority: 'high', minutesAgo: 30 })
    await intakeModel(site.scenes.desk.connection).updateOne({ _id: later }, { $set: { suggestions: [{ intakeId: first, why: 'same_child', signs: ['name', 'placement'] }] } })
    const { page, expectAccessible } = await open(javaScript)
    await page.goto(`${site.scenes.origin}/intakes/${later}`)
    await page.getByText('It may be about the same child: the same or a similar name and the same home or address. Read both.').waitFor()
    await expectAccessible()
    await page.getByRole('button', { name: /^A sibling of the child in/ }).click()
    await page.getByText('Saved: the enquiries are linked.').waitFor()
    await expectAccessible()
    await page.goto(`${site.scenes.origin}/intakes/${first}`)
    await page.getByRole('heading', { name: 'Linked enquiries, each with its own record' }).waitFor()
  }, BROWSER_LIMIT_MS)

  it('is brought together by hand with one that nothing suggests, and taken apart again', async () => {
    const first = await putEmail(site.scenes.desk, { subject: 'The third', text: 'Invented.' }, { priority: 'high', minutesAgo: 60 })
    const later = await putEmail(site.scenes.desk, { subject: 'The fourth', text: 'Invented.' }, { priority: 'high', minutesAgo: 30 })
    const { reference } = (await intakeModel(site.scenes.desk.connection).findById(first).lean<IntakeDocument>())!
    const { page, expectAccessible } = await open(javaScript)
    await page.goto(`${site.scenes.origin}/intakes/${later}`)
    await page.getByText('This belongs with another enquiry', { exact: true }).click()
    await page.getByLabel('Reference of the other enquiry').fill(reference)
    await page.getByRole('button', { name: 'Look it up' }).click()
    await page.getByRole('heading', { name: 'Is it this one?' }).waitFor()
    await expectAccessible()
    await page.getByRole('button', { name: `It belongs with ${reference}`, exact: true }).click()
    await page.getByText('Saved: the enquiries belong together now.').waitFor()
    await page.getByText('They do not belong together', { exact: true }).click()
    await expectAccessible()
    await page.getByLabel('Why not').fill('Two girls of that name.')
    await page.getByRole('button', { name: 'Take it back' }).click()
    await page.getByText('Taken back: the two enquiries are apart again.').waitFor()
  }, BROWSER_LIMIT_MS)
})

async function open(javaScript: boolean): Promise<{ page: Page; expectAccessible(): Promise<void> }> {
  const page = await (await openWindows(site.browser, javaScript ? { javaScript } : { javaScript, width: 360, height: 780 })).newPage()
  await site.scenes.signIn(page, site.scenes.manager)
  return {
    page,
    expectAccessible: async () => {
      if (javaScript) return expect(await axeFindings(page)).toEqual([])
      const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      expect(beyond).toBe(0)
    },
  }
}
