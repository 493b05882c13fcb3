import type { Browser } from 'playwright-core'
import { openBrowser } from './browser'
import { DeskScenes } from './deskScenes'
import { dropDatabase, freshDatabaseUri } from './servers/databases'

/** For a story in a browser, on a busy machine. */
export const BROWSER_LIMIT_MS = 240_000

interface DeskInBrowser {
  readonly scenes: DeskScenes
  readonly browser: Browser
}

/** A desk with its people and a browser: opened before the tests of the file that asks for them, and closed after. */
export function deskInBrowser(): DeskInBrowser {
  const uri = freshDatabaseUri()
  let scenes: DeskScenes
  let browser: Browser
  beforeAll(async () => {
    ;[scenes, browser] = await Promise.all([DeskScenes.open(uri), openBrowser()])
  }, BROWSER_LIMIT_MS)
  afterAll(async () => {
    await browser?.close()
    await scenes?.close()
    await dropDatabase(uri)
  }, BROWSER_LIMIT_MS)
  return {
    get scenes() {
      return scenes
    },
    get browser() {
      return browser
    },
  }
}
