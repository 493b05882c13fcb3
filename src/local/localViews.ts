import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import nunjucks from 'nunjucks'

/** Renders a template of `src/local/views` with autoescaping; the GOV.UK macros are at hand. */
export type Render = (template: string, data: object) => string

export function localViews(): Render {
  const govuk = join(dirname(createRequire(__filename).resolve('govuk-frontend/package.json')), 'dist')
  const views = nunjucks.configure([join(__dirname, 'views'), govuk], { autoescape: true, throwOnUndefined: false })
  return (template, data) => views.render(template, data)
}
