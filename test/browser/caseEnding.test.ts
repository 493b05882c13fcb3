import type { IntakeDocument } from '../../src/store/intakeDocument'
import { intakeModel } from '../../src/store/intakeModel'
import { putEmail } from '../integration/desk/enquiries'
import { axeFindings, openWindows } from '../support/browser'
import { BROWSER_LIMIT_MS, deskInBrowser } from '../support/deskInBrowser'

const site = deskInBrowser()

describe.each([['with scripts', true], ['without scripts, on a small screen', false]] as const)('casework, %s', (_words, javaScript) => {
  it('is ended with an outcome and a reason, found on the ended list, and reopened', async () => {
    const { desk, manager, duty } = site.scenes
    const id = await putEmail(desk, { subject: 'An invented worry', text: 'Invented.' }, {
      priority: 'standard', allocation: { socialWorker: duty.id, socialWorkerName: 'Una One', manager: manager.id, managerName: manager.name, at: desk.now },
    })
    const change = async (facts: Partial<IntakeDocument>): Promise<void> => void (await intakeModel(desk.connection).updateOne({ _id: id }, { $set: facts }))
    const page = await (await openWindows(site.browser, javaScript ? { javaScript } : { javaScript, width: 360, height: 780 })).newPage()
    const expectAccessible = async (): Promise<void> => {
      if (javaScript) return expect(await axeFindings(page)).toEqual([])
      const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      expect(beyond).toBe(0)
    }
    await site.scenes.signIn(page, manager)
    await page.goto(`${site.scenes.origin}/intakes/${id}`)
    await page.getByText('End this enquiry').click()
    await page.getByText('Nobody has accepted it yet: accept it first.').waitFor()
    await expectAccessible()

    await change({ status: 'accepted', acceptance: { by: duty.id, byName: 'Una One', at: desk.now } })
    await page.reload()
    await page.getByText('End this enquiry').click()
    await page.getByRole('button', { name: 'End it' }).click()
    await page.getByRole('link', { name: 'Select how it ended' }).waitFor()
    await expectAccessible()
    await page.getByRole('radio', { name: 'No longer our concern' }).check()
    await page.getByLabel('What the choice asks for').fill('Pretendshire children’s services')
    await page.getByLabel('Why it can be ended').fill('They wrote that they have the case.')
    await expectAccessible()
    await page.getByRole('button', { name: 'End it' }).click()
    await page.getByText('This enquiry is ended.', { exact: true }).waitFor()
    await page.getByText('Who has it now: Pretendshire children’s services').first().waitFor()
    await expectAccessible()

    await page.goto(`${site.scenes.origin}/ended`)
    await page.getByText('No longer our concern').waitFor()
    await expectAccessible()
    await page.goto(`${site.scenes.origin}/intakes/${id}`)
    await page.getByText('Reopen it').first().click()
    await page.getByLabel('Why it is to be reopened').fill('The school rang again.')
    await page.getByRole('button', { name: 'Reopen it' }).click()
    await page.getByText('This enquiry is back in the queue.').waitFor()
    await expectAccessible()
    await page.context().close()
  }, BROWSER_LIMIT_MS)
})
