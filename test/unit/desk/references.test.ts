import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const VIEWS = 'src/desk/views'
const OWN = join('partials', 'reference.njk')

/** Where a view prints a reference that may break at its hyphen: neither in an attribute nor where nobody sees it. */
function brokenIn(view: string): readonly string[] {
  const seen = view.replaceAll(/<span class="govuk-visually-hidden">.*?<\/span>/g, '').replaceAll(/="[^"]*"/g, '')
  return [...seen.matchAll(/\{\{ [\w.]*\breference \}\}/g)].map(([printed]) => printed)
}

test('every view keeps references whole', () => {
  const views = readdirSync(VIEWS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.njk') && name !== OWN)
  expect(views.flatMap((name) => brokenIn(readFileSync(join(VIEWS, name), 'utf8')).map((printed) => `${name}: ${printed}`))).toEqual([])
})

test('one that is printed as any other word is noticed', () => {
  expect(brokenIn('<p id="of-{{ child.reference }}">See {{ child.reference }}<span class="govuk-visually-hidden"> or {{ other.reference }}</span></p>')).toEqual(['{{ child.reference }}'])
})
