import type { Language } from '../domain/telephony'

interface TextSlots {
  readonly reference: string
  /** Day and time in London, in figures. */
  readonly day: string
  readonly time: string
  /** Made by `hours`; empty where they do not fit. */
  readonly hours: string
}

interface TextWords {
  readonly text: (slots: TextSlots, helpline: string) => string
  /** @param hours as they are in the letters */
  readonly hours: (hours: string) => string
}

/**
 * The reference by text, in one language: what an acknowledgement must hold, in as few words. Whoever else sees the telephone
 * learns nothing of what the call was about, and of whom it came from only the number, which stands in its list of calls. No
 * letter in it makes a text shorter than the alphabet of all telephones does.
 */
export const TEXT_WORDS: Readonly<Record<Language, TextWords>> = {
  en: {
    text: ({ reference, day, time, hours }, helpline) =>
      `In an emergency dial 999. Reference of your call at ${time} on ${day}: ${reference}. If it is urgent, ring ${helpline}. ${hours}` +
      'When closed: the local Emergency Duty Team. Nobody may have acted yet, so carry on with your own procedures.',
    hours: (hours) => `Hours: ${hours}. `,
  },
  cy: {
    text: ({ reference, day, time, hours }, helpline) =>
      `Mewn argyfwng deialwch 999. Galwad ${day} ${time}, cyfeirnod ${reference}. Os yw'n frys ffoniwch ${helpline}. ${hours}` +
      'Ar gau: gwasanaeth dyletswydd argyfwng lleol. Efallai nad oes neb wedi gweithredu: dilynwch eich gweithdrefnau.',
    hours: (hours) => `Oriau: ${hours.replaceAll(' y bore', 'yb').replaceAll(' y prynhawn', 'yp')}. `,
  },
}
