import * as fc from 'fast-check'
import { professionalDomains } from '../../../../config/professionalDomains'
import { domainBook } from '../../../../src/email/sender/domainBook'
import { domainName } from '../../../../src/email/sender/domainName'
import { imitatedDomain, isSlip } from '../../../../src/email/sender/lookAlike'

const book = domainBook(professionalDomains())
const imitatedBy = (domain: string): string | undefined => {
  const name = domainName(domain)
  return name && imitatedDomain(name, book)
}

describe('a domain that looks like a professional body’s', () => {
  it.each([
    // More labels behind it.
    ['police.uk.example', 'police.uk'], ['rnet.police.uk.evil.example', 'police.uk'], ['nhs.uk.co', 'nhs.uk'], ['madeupton.gov.uk.com', 'gov.uk'],
    // Hyphens or nothing for dots.
    ['police-uk.example', 'police.uk'], ['kent-police-uk.example', 'police.uk'], ['policeuk.example', 'police.uk'], ['gov-uk.info', 'gov.uk'], ['nhsnet.example', 'nhs.net'],
    // A slip of the pen.
    ['polcie.uk', 'police.uk'], ['kent.polce.uk', 'police.uk'], ['kent.pollice.uk', 'police.uk'], ['xpolice.uk', 'police.uk'], ['nhss.uk', 'nhs.uk'], ['nsh.uk', 'nhs.uk'],
    ['csjm.net', 'cjsm.net'], ['barnados.org.uk', 'barnardos.org.uk'], ['home0ffice.gov.uk.evil.example', 'homeoffice.gov.uk'],
    // Letters that look alike: Cyrillic, digits, accents, rn for m, wide letters, a Kelvin sign.
    ['роlice.uk', 'police.uk'], ['xn--lice-45dl.uk', 'police.uk'], ['kent.po1ice.uk', 'police.uk'], ['g0v.uk', 'gov.uk'], ['políce.uk', 'police.uk'],
    ['salvationarrny.org.uk', 'salvationarmy.org.uk'], ['ｐolice.uk', 'police.uk'], ['police.u\u212a', 'police.uk'], ['po\u00adlice.uk', 'police.uk'], ['police\u3002uk', 'police.uk'],
    // The body's name.
    ['kent-police.example', 'police.uk'], ['mypolice.uk', 'police.uk'], ['nhs-mail.example', 'nhs.uk'], ['nspcc.com', 'nspcc.org.uk'], ['barnardos-help.example', 'barnardos.org.uk'],
    ['fakepolice.uk', 'police.uk'], ['surrey-council-gov.uk.example', 'gov.uk'], ['surrey-gov.example', 'gov.uk'], ['salvation-army.example', 'salvationarmy.org.uk'],
    // A name whose words others bear too, by itself or with something added to it.
    ['refugeecouncil.example', 'refugeecouncil.org.uk'], ['refugee-council.example', 'refugeecouncil.org.uk'], ['refugeecouncil-help.example', 'refugeecouncil.org.uk'],
    ['refugeecounciluk.example', 'refugeecouncil.org.uk'], ['therefugeecouncil.example', 'refugeecouncil.org.uk'], ['my-refugee-council.example', 'refugeecouncil.org.uk'],
    ['refugeecounci1.example', 'refugeecouncil.org.uk'], ['mail-refugeecouncil.example', 'refugeecouncil.org.uk'], ['refugecouncil.org.uk', 'refugeecouncil.org.uk'],
    ['childrens-society.example', 'childrenssociety.org.uk'],
  ])('%s imitates %s', (domain, imitated) => {
    expect(imitatedBy(domain)).toBe(imitated)
  })

  it.each([
    'kent.police.uk', 'police.uk', 'rnet.police.uk', 'a.b.nhs.net', 'gmail.com', 'school.example', 'co.uk', 'solicitors.co.uk', 'me.uk', 'charity.org.uk', 'fostering.org',
    'police.be', 'police.qld.gov.au', 'gov.ie', 'gov.ua', 'health.govt.nz', 'garda.ie', 'europol.europa.eu', 'polite.example', 'unicef.org', 'мвд.рф', 'münchen.example', 'x.ac.at',
  ])('%s imitates none', (domain) => {
    expect(imitatedBy(domain)).toBeUndefined()
  })

  it.each([
    'welshrefugeecouncil.org.uk', 'scottishrefugeecouncil.org.uk', 'welsh-refugee-council.example', 'mail.welshrefugeecouncil.org.uk', 'madeuptonchildrenssociety.org.uk', 'findmissingpeople.example',
    'countycouncil.example', 'eastshire-council.example', 'eastshirecountycouncil.example', 'council-of-madeupton.example', 'faithcouncil.example',
  ])('%s imitates none: the words in it make another body’s name', (domain) => {
    expect(imitatedBy(domain)).toBeUndefined()
  })

  it('is never one of the list itself, or below one', () => {
    const suffixes = [...professionalDomains().families.flatMap((family) => family.suffixes), ...professionalDomains().personal.domains]
    expect(suffixes.flatMap((suffix) => [suffix, `madeup.${suffix}`]).filter((domain) => imitatedBy(domain) !== undefined)).toEqual([])
  })

  it('is found with whatever stands before or behind it', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/)
    fc.assert(fc.property(label, label, (before, behind) => {
      expect(imitatedBy(`${before}.police.uk.${behind}`)).toBeDefined()
      expect(imitatedBy(`${before}.police-uk.${behind}`)).toBeDefined()
    }))
  })
})

describe('a slip of the pen', () => {
  it('is one letter more, less or other, or two changed round; in a short word only what makes no other word', () => {
    expect([['ppolice', 'police'], ['olice', 'police'], ['policd', 'police'], ['oplice', 'police'], ['nhhs', 'nhs'], ['gvo', 'gov']].map(([one = '', other = '']) => isSlip(one, other)))
      .toEqual([true, true, true, true, true, true])
    expect([['police', 'police'], ['oplcie', 'police'], ['go', 'gov'], ['nov', 'gov'], ['ca', 'ac'], ['', 'ac'], ['', '']].map(([one = '', other = '']) => isSlip(one, other)))
      .toEqual([false, false, false, false, false, false, false])
  })
})
