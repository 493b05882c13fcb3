import list from '../../../config/professionalDomains.json'
import { professionalDomains, readProfessionalDomains } from '../../../config/professionalDomains'

const problemsOf = (content: unknown): readonly string[] => {
  const result = readProfessionalDomains(content)
  return result.ok ? [] : result.problems
}
const [police, ...others] = list.families
const withSuffixes = (...suffixes: string[]) => ({ ...list, families: [{ ...police, suffixes }, ...others] })

describe('the list of professional bodies’ domains', () => {
  it('has a version, and says of each family why it can be relied on', () => {
    const { version, families } = professionalDomains()
    expect(version).toMatch(/^\d{4}-\d+$/)
    expect(families.filter(({ source }) => source.length < 20)).toEqual([])
  })

  it('has the bodies that write to the line', () => {
    const suffixes = professionalDomains().families.flatMap((family) => family.suffixes)
    expect(suffixes).toEqual(expect.arrayContaining([
      'police.uk', 'nhs.uk', 'nhs.net', 'nhs.scot', 'hscni.net', 'gov.uk', 'gov.scot', 'gov.wales', 'llyw.cymru', 'sch.uk', 'ac.uk',
      'cjsm.net', 'homeoffice.gov.uk', 'nspcc.org.uk', 'barnardos.org.uk', 'salvationarmy.org.uk',
    ]))
  })

  it.each(['uk', '.police.uk', 'police.uk.', 'Police.uk', 'police', 'pol_ice.uk', 'роlice.uk', '*.police.uk', ''])('refuses %j as a domain', (suffix) => {
    expect(problemsOf(withSuffixes(suffix))).toEqual([expect.stringMatching(/^professional domains: families\.0\.suffixes\.0 must be a domain/)])
  })

  it('says everything that is wrong with it at once', () => {
    expect(problemsOf({ ...withSuffixes('police.uk', 'gmail.com'), version: '' })).toHaveLength(2)
    expect(problemsOf({ ...list, families: [{ ...police, sector: 'navy' }] })).toEqual([expect.stringContaining('families.0.sector must be one of police')])
    expect(problemsOf('nothing')).toHaveLength(1)
  })
})
