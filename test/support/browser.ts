import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../src/local/parts/findChromium'
import { toolbox } from './servers/toolbox'

/** For one thing to appear or to happen; generous, because the machine may be busy with other tests. */
export const PATIENCE_MS = 60_000

const ARGUMENTS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]

/** A real Chromium with a new, empty profile, which goes when it is closed. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(toolbox()), args: ARGUMENTS })
}

export interface Window {
  readonly width?: number
  readonly height?: number
  readonly javaScript?: boolean
}

/** One person's windows: cookies of their own. */
export async function openWindows(browser: Browser, { width = 1280, height = 900, javaScript = true }: Window = {}): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height }, locale: 'en-GB', timezoneId: 'Europe/London', javaScriptEnabled: javaScript, reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  return context
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe has against the page as it stands, a line each: the rule and where it is broken. In the page itself, which has
 * no frames, and with nothing told of what is right: a page opened for each look, and words for every part that passes, take longer than the rules.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ runOnly: { type: 'tag', values: RULES }, resultTypes: ['violations'] })
  const { violations } = await axe.setLegacyMode().analyze()
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}: ${help}`))
}
