import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { byReferences } from '../../../src/desk/byReferences'
import { deskViews } from '../../../src/desk/views'

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

test('a sentence is cut around each reference in it, with the marks that touch it, and nowhere else', () => {
  expect(byReferences('C-K7QM4T: of enquiry K7QM-4TXR.')).toEqual(['', 'C-K7QM4T:', ' of enquiry ', 'K7QM-4TXR.', ''])
  for (const said of ['A well-kept half-term, C-ABCDEF and NRMX-12345', '']) expect(byReferences(said)).toEqual([said])
})

test('a reference in a sentence is kept whole, and all else that is said there is escaped', () => {
  const page = deskViews((name) => name, {}).render('find', { page: { title: 'Find', problems: [], notice: 'No <b>enquiry</b> has this reference: K7QM-4TXR.' } })
  expect(page).toContain('No &lt;b&gt;enquiry&lt;/b&gt; has this reference: <span class="desk-reference">K7QM-4TXR.</span></div>')
})
