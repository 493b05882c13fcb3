import type { Page } from 'playwright-core'
import { putEmail } from '../integration/desk/enquiries'
import { axeFindings, openWindows } from '../support/browser'
import { BROWSER_LIMIT_MS, deskInBrowser } from '../support/deskInBrowser'

const site = deskInBrowser()

describe.each([['with scripts', true, 1280, 'Linh Tran'], ['without scripts, on a small screen', false, 360, 'Erjon Hoxha']] as const)('the child of an enquiry, %s', (_words, javaScript, width, name) => {
  it('is recorded, with a sibling, and found again by what a later enquiry says', async () => {
    const { desk, origin } = site.scenes
    const words = { subject: 'A worry', text: `Invented: the child ${name}, date of birth 27/3/2010, was seen with a brother.` }
    const [first, second] = [await putEmail(desk, words, { priority: 'high', minutesAgo: 60 }), await putEmail(desk, words, { priority: 'high', minutesAgo: 30 })]
    const { page, expectAccessible } = await open(javaScript, width)
    await page.goto(`${origin}/intakes/${first}`)
    await page.getByRole('link', { name: 'Record the child' }).click()
    await expectAccessible()
    await page.getByRole('button', { name: 'Record this child' }).click()
    await page.getByRole('link', { name: 'Enter a name, or how to tell this child from others' }).waitFor()
    await expectAccessible()
    await fillIn(page, name)
    await page.getByText('The child is recorded.').waitFor()
    await page.getByText(`${name}, born 27 March 2010`).waitFor()
    await expectAccessible()

    await page.getByRole('link', { name: 'Record another child' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Minh Tran')
    await page.getByLabel(new RegExp(`C-\\w{6}: ${name}`)).check()
    await expectAccessible()
    await page.getByRole('button', { name: 'Record this child' }).click()
    await page.getByText(/Sibling of C-/).first().waitFor()
    expect(await linesOfReferences(page)).toEqual([1])

    await page.goto(`${origin}/intakes/${second}`)
    await page.getByText('It may be this child: the same or a similar name and the same date of birth.').waitFor()
    await expectAccessible()
    await page.getByRole('link', { name: 'Record the child' }).click()
    await page.getByRole('heading', { name: 'Recorded already?' }).waitFor()
    await fillIn(page, name)
    await page.getByRole('link', { name: /^C-\w{6}$/ }).last().click()
    await page.getByRole('heading', { level: 1, name: /^Child C-/ }).waitFor()
    await expectAccessible()
    expect(page.url()).toMatch(/\/children\/[0-9a-f]+$/)
    expect(await linesOfReferences(page)).toEqual([1])
    expect(await page.title()).toMatch(/^Child C-\w{6} - Advice line duty desk$/)
  }, BROWSER_LIMIT_MS)
})

async function fillIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name)
  for (const [label, value] of [['Day', '27'], ['Month', '3'], ['Year', '2010']] as const) await page.getByLabel(label, { exact: true }).fill(value)
  await page.getByRole('button', { name: 'Record this child' }).click()
}

/** On how many lines references that stand in sentences and links are in the narrowest of columns: each number once. Beside a box to tick they stand first. */
async function linesOfReferences(page: Page): Promise<readonly number[]> {
  const lines = await page.evaluate<number[]>(String.raw`(() => {
    const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
    const lines = []
    while (texts.nextNode()) {
      const { currentNode: text, currentNode: { parentElement: around } } = texts
      const found = /\b(?:C-\w{6}|[2-9A-Z]{4}-[2-9A-Z]{4})\b/.exec(text.data)
      if (!found || around.closest('label, .govuk-hint, .govuk-visually-hidden')) continue
      const range = document.createRange()
      range.setStart(text, found.index)
      range.setEnd(text, found.index + found[0].length)
      Object.assign(around.style, { display: 'block', width: '1px' })
      lines.push(range.getClientRects().length)
    }
    return lines.filter((count) => count > 0)
  })()`)
  return [...new Set(lines)]
}

async function open(javaScript: boolean, width: number): Promise<{ page: Page; expectAccessible(): Promise<void> }> {
  const page = await (await openWindows(site.browser, { javaScript, width })).newPage()
  await site.scenes.signIn(page, site.scenes.manager)
  return {
    page,
    expectAccessible: async () => {
      if (javaScript) expect(await axeFindings(page)).toEqual([])
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    },
  }
}
