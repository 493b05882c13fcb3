import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Router } from 'express'
import { paths } from './paths'

interface Asset {
  readonly body: Buffer
  readonly type: string
  readonly version: string
}

export interface DeskAssets {
  readonly router: Router
  /** The address under which a browser may keep this file for good: it changes with the contents. */
  href(name: string): string
}

const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`))
const own = (name: string): string => join(__dirname, 'assets', name)
const govuk = (name: string): string => join(folderOf('govuk-frontend'), 'dist/govuk', name)
const moj = (name: string): string => join(folderOf('@ministryofjustice/frontend'), 'moj', name)

const CSS = 'text/css; charset=utf-8'
const SCRIPT = 'text/javascript; charset=utf-8'

const FILES: readonly (readonly [name: string, file: string, type: string])[] = [
  ['govuk-frontend.min.css', govuk('govuk-frontend.min.css'), CSS],
  ['moj-frontend.min.css', moj('moj-frontend.min.css'), CSS],
  ['govuk-frontend.min.js', govuk('govuk-frontend.min.js'), SCRIPT],
  ['desk.css', own('desk.css'), CSS],
  ['desk.js', own('desk.js'), SCRIPT],
  ['liveCallers.js', own('liveCallers.js'), SCRIPT],
  ['liveQueue.js', own('liveQueue.js'), SCRIPT],
  ['liveIntake.js', own('liveIntake.js'), SCRIPT],
  ['copyText.js', own('copyText.js'), SCRIPT],
  ['changes.js', own('changes.js'), SCRIPT],
  ['lookAgain.js', own('lookAgain.js'), SCRIPT],
  ['favicon.svg', own('favicon.svg'), 'image/svg+xml'],
]

const A_YEAR = 'public, max-age=31536000, immutable'
const AN_HOUR = 'public, max-age=3600'

/** Style sheets and scripts, read once. They say nothing of anybody and are served to whoever asks. */
export function deskAssets(): DeskAssets {
  const assets = new Map(FILES.map(([name, file, type]) => [name, load(file, type)]))
  const router = Router()
  router.get(`${paths.assets}/:name`, (request, response, next) => {
    const asset = assets.get(request.params.name)
    if (!asset) return next()
    response.set('Content-Type', asset.type)
    response.set('X-Content-Type-Options', 'nosniff')
    response.set('Cache-Control', request.query['v'] === asset.version ? A_YEAR : AN_HOUR)
    response.send(asset.body)
  })
  return {
    router,
    href: (name) => {
      const asset = assets.get(name)
      if (!asset) throw new Error(`There is no asset "${name}".`)
      return `${paths.assets}/${name}?v=${asset.version}`
    },
  }
}

function load(file: string, type: string): Asset {
  const raw = readFileSync(file, 'utf8')
  const body = Buffer.from(type === CSS ? neutral(raw) : withoutMap(raw))
  return { body, type, version: createHash('sha256').update(body).digest('hex').slice(0, 12) }
}

/** GOV.UK's typeface and crest are licensed to GOV.UK alone: this is not GOV.UK. */
const neutral = (css: string): string =>
  withoutMap(css).replaceAll(/@font-face\{[^}]*\}/g, '').replaceAll(/"?GDS Transport"?,/g, '').replaceAll(/url\([^)]*govuk-crest\.svg\)/g, 'none')

const withoutMap = (text: string): string => text.replaceAll(/\/\*# sourceMappingURL=[^*]*\*\/|\/\/# sourceMappingURL=\S+/g, '')
