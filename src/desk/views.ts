import { dirname, join } from 'node:path'
import { Environment, FileSystemLoader } from 'nunjucks'
import { byReferences } from './byReferences'
import type { Views } from './ports'

const govukFolder = join(dirname(require.resolve('govuk-frontend/package.json')), 'dist')

/**
 * The desk's templates on GOV.UK's. Everything is escaped; a template of ours never says otherwise.
 * @param asset the address of a style sheet or script, with its version
 */
export function deskViews(asset: (name: string) => string, links: Readonly<Record<string, string>>): Views {
  const environment = new Environment(new FileSystemLoader([join(__dirname, 'views'), govukFolder]), { autoescape: true })
  environment.addGlobal('asset', asset)
  environment.addGlobal('links', links)
  environment.addFilter('byReferences', byReferences)
  return { render: (name, context) => environment.render(`${name}.njk`, context) }
}
