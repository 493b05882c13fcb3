import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import express, { type Router } from 'express'

const FONT = 'Arial,Helvetica,sans-serif'

/** Style sheets and scripts of the local pages, mounted at `/local/assets`: `govuk.css`, `local.css` and scripts. */
export function localAssets(): Router {
  const router = express.Router()
  const govuk = neutralGovukStyles()
  router.get('/govuk.css', (_request, response) => {
    response.type('css').send(govuk)
  })
  router.use(express.static(join(__dirname, 'assets'), { index: false }))
  return router
}

/** Government services alone may use the government's typeface: everybody else takes the system's. */
function neutralGovukStyles(): string {
  const file = createRequire(__filename).resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css')
  return readFileSync(file, 'utf8')
    .replace(/@font-face\{[^}]*\}/g, '')
    .replaceAll('GDS Transport,arial,sans-serif', FONT)
}
