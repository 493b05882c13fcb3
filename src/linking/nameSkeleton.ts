/** Short forms that a consonant skeleton does not bring together with the name in full. */
const SHORT_FORMS: ReadonlyMap<string, string> = new Map([['mohd', 'mohammed'], ['muhd', 'mohammed'], ['md', 'mohammed']])

/** Of given names, as Ukrainian and as Russian, which leaves out its "h", has them: Olena and Elena, Oleksandr and Alexander, Ihor and Igor. */
const UKRAINIAN: readonly (readonly [written: RegExp, sound: string])[] = [
  [/^ol(?=e(?:n|ks))|^al(?=eks|ex)/g, 'el'],
  [/(?<=^ele)x/g, 'ks'],
  [/(?<=^(?:i|ol|bo|ser|ole|hry))h(?=$|or|a|dan|[iy])/g, 'g'],
  [/^y?ev(?:h|g)en/g, 'evgen'],
]

/** One sound written in several ways, in the order in which they are evened out. */
const SOUNDS: readonly (readonly [written: RegExp, sound: string])[] = [
  [/[^a-z]/g, ''],
  [/(.)\1+/g, '$1'],
  ...UKRAINIAN,
  // Yusuf, Yousef and Jusuf; Yonas and Jonas; Yulia and Iulia. Yelena is Elena, as a vowel is all that "y" is to what follows.
  [/^ye(?=h)/g, 'ya'],
  [/^[iy](?=[aou])/g, 'j'],
  [/yu/g, 'uy'],
  // Zainab and Zeinab, Sayed and Syed; but Mai is not My, nor Maya Mia.
  [/a[eiy](?=[^aou])|e[iy](?=[^aeou])/g, 'e'],
  // Siddiqui; Albanian Krasniqi, Krasnici and Krasnichi.
  [/qu(?=i)/g, 'q'],
  [/(?<=.{3})ch?i$/g, 'ki'],
  [/ck|q/g, 'k'],
  // Chinese: Zhang was Chang.
  [/^zh/g, 'ch'],
  // Albanian: Xhaka and Jaka, Gjergj and Jergji, Erjon and Erion.
  [/xh|gj|dj/g, 'j'],
  [/(?<=[b-df-hk-np-tvz])j(?=[aou])/g, 'i'],
  // Welsh f and dd, and what is written ph elsewhere; Vietnamese and West African th, kh, nh.
  [/ph/g, 'f'],
  [/c(?=[eiy])/g, 's'],
  [/sh|ch/g, 'x'],
  [/c/g, 'k'],
  [/(?<=[bdfgjklmnprstvz])h|h$/g, ''],
  // Mahmoud is not Mohammed.
  [/h(?=[b-df-hj-np-tvxz])/g, 'q'],
  [/w/g, 'u'],
  [/z/g, 's'],
]

/**
 * One word of a name as it sounds: its consonants, and of the vowels only whether it begins with one and what kind the
 * first is. Transliteration changes vowels, doubles letters and swaps their spelling; but Lan is not Linh, nor Hassan
 * Hussein. Empty when there is no Latin letter in it.
 */
export function nameSkeleton(word: string): string {
  const sounds = soundsOf(word)
  const consonants = sounds.replaceAll(/[aeiouy]/g, '')
  return `${/^[aeiouy]/.test(sounds) ? '-' : ''}${consonants}${vowelKind(/[aeiouy]/.exec(sounds)?.[0])}`
}

/** Sounds that are told apart in writing, and by ear hardly: who hears a name over the telephone writes what they hear. */
const BY_EAR: readonly (readonly [written: RegExp, sound: string])[] = [
  // Angela, Anjela, Anxhela and Anxela; Gentiana and Xhentiana.
  [/g(?=[eiy])/g, 'j'],
  [/xh?(?=[aeiouy])/g, 'j'],
  // Hoxhaj is Hoxha, and Sergej Sergei.
  [/(?<=.[aeiou])j$/g, ''],
  // Wali and Vali; Khalil and Halil.
  [/w/g, 'v'],
  [/kh/g, 'h'],
]

/** The same of a word as it is heard, with which a person who searches finds more, and reads who it is: nothing is linked by it. */
export const heardSkeleton = (word: string): string => nameSkeleton(BY_EAR.reduce((so, [written, sound]) => so.replaceAll(written, sound), foldLetters(word)))

/**
 * The consonants alone: Selam is Salam, Ibrahim Brahim, Abdirahman Abdulrahman, and Gamal, as Egypt says it, Jamal. But Hassan
 * is Hussein too, so it tells of a child only beside what few others share.
 */
export const bareSkeleton = (word: string): string => soundsOf(word).replace(/^abd[aeiou]?l?(?=[a-z]{3})/, 'abd').replaceAll(/[aeiouy]/g, '').replaceAll('g', 'j')

function soundsOf(word: string): string {
  const plain = foldLetters(word)
  return SOUNDS.reduce((so, [written, sound]) => so.replaceAll(written, sound), SHORT_FORMS.get(plain) ?? plain)
}

function vowelKind(vowel = ''): string {
  if (vowel === '') return ''
  if (vowel === 'a') return 'A'
  return vowel === 'o' || vowel === 'u' ? 'U' : 'I'
}

/** Letters that are more than a base letter with a mark; and Arabic ones as another keyboard has them, or as a hurried hand ends a word. */
const LETTERS: Readonly<Record<string, string>> = {
  đ: 'd', ð: 'd', ø: 'o', ł: 'l', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', ə: 'e', ɔ: 'o', ɛ: 'e', ŋ: 'ng',
  '\u06CC': '\u064A', '\u0649': '\u064A', '\u06A9': '\u0643', '\u0629': '\u0647', '\u0640': '',
}
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g')

/** Small letters without their marks, nor what is not seen between them. */
export const foldLetters = (text: string): string =>
  text.toLowerCase().normalize('NFD').replaceAll(/[\p{M}\p{Cf}]/gu, '').replaceAll(LETTER, (letter) => LETTERS[letter] ?? letter)
