import { installDebianPackage } from './installDebianPackage'
import { PartMissing } from './partMissing'
import type { Toolbox } from './toolbox'

const PURPOSE = 'the browser tests drive it'
/** Chromium without its windows, which take most of what the whole program asks of the processor. */
const HEADLESS = 'chromium-headless-shell'
const NAMES = [HEADLESS, 'chromium', 'chromium-browser', 'google-chrome']

/**
 * A Chromium that runs here: on PATH, else, as root, the distribution's package (about 100 MB).
 * @throws PartMissing
 */
export async function findChromium(tools: Toolbox): Promise<string> {
  const found = (await firstThatRuns(tools)) ?? (await fetchAndFind(tools))
  if (found !== undefined) return found
  throw new PartMissing('Chromium', PURPOSE, 'install it with "sudo apt-get install chromium"')
}

async function fetchAndFind(tools: Toolbox): Promise<string | undefined> {
  if (!(await installDebianPackage(tools, HEADLESS, PURPOSE)) && !(await installDebianPackage(tools, 'chromium', PURPOSE))) return undefined
  // Without a font it shows pages with no letters, and measures of text that are nought.
  await installDebianPackage(tools, 'fonts-liberation', 'the pages in the browser need letters')
  return firstThatRuns(tools)
}

async function firstThatRuns(tools: Toolbox): Promise<string | undefined> {
  for (const name of NAMES) {
    if (!(await tools.run(name, ['--version'])).ok) continue
    // Playwright wants a full path.
    const { stdout } = await tools.run('sh', ['-c', `command -v ${name}`])
    if (stdout.trim() !== '') return stdout.trim()
  }
  return undefined
}
