import type { Language } from '../domain/telephony'

/**
 * The reference by text, in one language: the reference, 999, and that nothing is off the caller's hands. Whoever else
 * sees the telephone learns nothing of what the call was about, not even who we are. One text long, without any letter
 * that would make it two.
 */
export const TEXT_WORDS: Readonly<Record<Language, (reference: string) => string>> = {
  en: (reference) =>
    `In an emergency dial 999. Your reference is ${reference}: please give it when you ring again. ` +
    'Nobody may have acted yet, so carry on with your own procedures.',
  cy: (reference) =>
    `Mewn argyfwng deialwch 999. Eich cyfeirnod: ${reference}. Rhowch ef wrth ffonio eto. ` +
    'Efallai nad oes neb wedi gweithredu eto: dilynwch eich gweithdrefnau.',
}
