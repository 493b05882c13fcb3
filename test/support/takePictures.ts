import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser, openWindows } from './browser'
import { type LocalModeRun, startOwnLocalMode } from './browserLocalMode'
import { accept, acknowledgement, dial, hangUp, leaveMessage, MISSING_CHILD, queueRow, savePriority, signIn, writeLetter } from './browserStory'

/** Pictures of the pages with invented enquiries: `npx tsx test/support/takePictures.ts FOLDER`. */

const WIDE = 1280
const NARROW = 390

async function takePictures(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const local = await startOwnLocalMode()
  try {
    const browser = await openBrowser()
    try {
      await pictures(browser, local, folder)
      for (const width of [WIDE, 360]) {
        await managersPictures(browser, local, folder, width)
        await officersPictures(browser, local, folder, width)
        await childPictures(browser, local, folder, width)
      }
    } finally {
      await browser.close()
    }
  } finally {
    await local.stop()
  }
}

async function pictures(browser: Browser, { origin, password }: LocalModeRun, folder: string): Promise<void> {
  const wide = await openWindows(browser, { width: WIDE })
  const page = await wide.newPage()
  const take = async (of: Page, name: string): Promise<void> => {
    await of.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
  }
  await dial(page, origin)
  await leaveMessage(page)
  await take(page, 'phone')
  await hangUp(page)
  await writeLetter(page, origin, MISSING_CHILD)
  await acknowledgement(page, MISSING_CHILD).waitFor()
  await take(page, 'mail')
  await page.goto(`${origin}/`)
  await take(page, 'sign-in')

  await signIn(page, origin, password)
  await queueRow(page, /Email/).first().getByRole('link').click()
  await page.getByRole('heading', { name: 'What they wrote' }).waitFor()
  await take(page, 'intake')
  const intake = page.url()
  await savePriority(page, { reason: '' })
  await page.getByText('There is a problem').waitFor()
  await take(page, 'intake-errors')
  await savePriority(page, { priority: 'Urgent', reason: 'A child is missing now and somebody was seen waiting for him.' })
  await page.getByText('The priority is saved.').waitFor()
  await take(page, 'intake-confirmed')
  await page.goto(`${origin}/accepted`)
  await take(page, 'accepted-none')
  await page.goto(`${origin}/`)
  await queueRow(page, 'Listen to the message').first().getByRole('link').click()
  await page.getByRole('heading', { name: 'What happened in the call' }).waitFor()
  await take(page, 'intake-phone')
  await accept(page)
  await page.goto(`${origin}/accepted`)
  await take(page, 'accepted')
  await page.goto(`${origin}/`)
  await page.getByText('This page updates by itself.').waitFor()
  await take(page, 'queue')
  await takeNarrow(browser, wide, { origin, intake, take })
}

/** What only managers see. */
async function managersPictures(browser: Browser, { origin, password }: LocalModeRun, folder: string, width: number): Promise<void> {
  const windows = await openWindows(browser, { width, height: 844 })
  const page = await windows.newPage()
  await signIn(page, origin, password, 'manager.north@advice-line.example')
  const take = async (name: string): Promise<void> => void (await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true }))
  await page.goto(`${origin}/on-call`)
  await take('on-call')
  await page.getByRole('button', { name: 'Put them on the list' }).click()
  await page.getByText('There is a problem').waitFor()
  await take('on-call-errors')
  await page.goto(`${origin}/ended`)
  await take('ended')
  await page.goto(`${origin}/duty`)
  await take('duty')
  await page.getByRole('link', { name: 'Set leave of Una One' }).click()
  await page.getByRole('heading', { name: 'Set leave' }).waitFor()
  await take('leave')
  await page.goto(`${origin}/duty`)
  await page.getByRole('link', { name: /^Una One/ }).click()
  await page.getByRole('heading', { name: 'Working hours' }).waitFor()
  await take('staff')
  await windows.close()
}

/** What a police liaison sees. */
async function officersPictures(browser: Browser, { origin, password }: LocalModeRun, folder: string, width: number): Promise<void> {
  const windows = await openWindows(browser, { width, height: 844 })
  const page = await windows.newPage()
  await signIn(page, origin, password, 'police@advice-line.example', 'Enquiries for you')
  await page.screenshot({ path: join(folder, `officer-list-${width}.png`), fullPage: true })
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('heading', { name: 'What they wrote' }).waitFor()
  await page.screenshot({ path: join(folder, `officer-intake-${width}.png`), fullPage: true })
  await windows.close()
}

/** A child's record as a social worker makes, finds and sees it. */
async function childPictures(browser: Browser, { origin, password }: LocalModeRun, folder: string, width: number): Promise<void> {
  const windows = await openWindows(browser, { width, height: 844 })
  const page = await windows.newPage()
  await signIn(page, origin, password, 'worker.one@advice-line.example')
  await page.getByRole('link', { name: 'Find a child' }).click()
  await page.screenshot({ path: join(folder, `find-child-${width}.png`), fullPage: true })
  await page.goto(`${origin}/`)
  await queueRow(page, /Email/).first().getByRole('link').click()
  await page.getByRole('link', { name: 'Record the child' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.screenshot({ path: join(folder, `child-form-${width}.png`), fullPage: true })
  await windows.close()
}

interface NarrowPictures {
  readonly origin: string
  readonly intake: string
  readonly take: (of: Page, name: string) => Promise<void>
}

/** As on a telephone, signed in as the wide window is. */
async function takeNarrow(browser: Browser, wide: BrowserContext, { origin, intake, take }: NarrowPictures): Promise<void> {
  const narrow = await openWindows(browser, { width: NARROW, height: 844 })
  await narrow.addCookies(await wide.cookies())
  const page = await narrow.newPage()
  await page.goto(`${origin}/`)
  await page.getByText('This page updates by itself.').waitFor()
  await take(page, 'queue-narrow')
  await page.goto(intake)
  await take(page, 'intake-narrow')
  await page.goto(`${origin}/local/phone`)
  await take(page, 'phone-narrow')
  await page.goto(`${origin}/local/mail`)
  await take(page, 'mail-narrow')
}

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Say where the pictures are to go: npx tsx test/support/takePictures.ts FOLDER')
void takePictures(folder)
