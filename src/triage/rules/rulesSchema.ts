import { z } from 'zod'
import { PRIORITIES } from '../../domain/priority'
import { CATEGORIES, NATIONS, SIGNALS } from '../../domain/triage'

/** What the rules can be told by a cue; each must be in cues.json. */
export const CUES = [
  'negationNear', 'clauseBreak', 'contrast', 'toldAsPast', 'toldAsPresent', 'negationFar', 'takenBack', 'returned', 'contactEnded', 'movePrevented', 'removalEnded',
  'ageSettled', 'released', 'courtEnded', 'threatEnded', 'calm', 'past', 'longAgo', 'hypothetical', 'noRealChild', 'exercise', 'foundSafe', 'story',
  'childMentioned', 'particularChild', 'childsAge', 'childInShort', 'childMeant', 'ageOnAForm', 'adultOnly', 'now', 'meeting', 'aboutAChild', 'locked', 'wordsLost', 'nothingSaid',
  'automatic', 'worry', 'neverSo',
] as const
export type CueName = (typeof CUES)[number]

/** Findings that are no signal of their own and yet count towards a priority. */
export const FACTS = ['meetingSoon', 'recentConcern', 'saidOver'] as const
export type Fact = (typeof FACTS)[number]

/** Cases that are decided before the table. */
export const SPECIAL_CASES = ['mustLook', 'wordsLost', 'automatic', 'nothingSaid', 'adult', 'adultInDanger', 'tooLong', 'notUnderstood', 'quotedOver', 'setAside', 'somebodys', 'elsewhere', 'unreadable', 'hidden'] as const

export const INDICATOR_COUNT = 75

/** One check for a list: a schema for each of some four thousand phrases costs more than all else in reading the files. */
const phrases = z.custom<readonly string[]>(
  (list) => Array.isArray(list) && list.length > 0 && list.every((phrase) => typeof phrase === 'string' && phrase !== ''),
  'must be a list of phrases, none of them empty',
)
const code = z.string().regex(/^[A-Z][0-9]{1,2}$/, 'an indicator code is a capital letter and a number')
const outcome = z.strictObject({ priority: z.enum(PRIORITIES), reason: z.string().min(1) })
const about = z.string()

export const versionSchema = z.strictObject({ version: z.string().regex(/^\d+\.\d+\.\d+$/, 'three numbers, such as 1.2.0'), about })
const oneWord = z.string().regex(/^[a-z]+$/, 'one word in small letters')
export const wordsSchema = z.strictObject({ about, lists: z.record(z.string().regex(/^\w+$/), phrases), misspelt: z.record(oneWord, z.array(oneWord).min(1)) })
const words = z.array(z.string().regex(/^\p{Ll}[\p{Ll}\p{M}]*$/u, 'an everyday word is one word in small letters, without apostrophes')).min(1)
export const everydaySchema = z.strictObject({ about, english: words, welsh: words, shared: words, courtesies: words, thanks: words })
export const indicatorsSchema = z.strictObject({
  about,
  indicators: z.array(z.strictObject({ code, name: z.string().min(1), phrases, hints: phrases.optional(), unless: phrases.optional() })),
})
export const signalsSchema = z.strictObject({
  about,
  signals: z.array(z.strictObject({
    signal: z.enum(SIGNALS),
    reason: z.string().min(1),
    phrases,
    firm: phrases.optional(),
    hints: phrases.optional(),
    unless: phrases.optional(),
    alsoIndicator: code.optional(),
    endedBy: z.array(z.enum(CUES)).optional(),
    dated: z.enum(['nextWorkingDay']).optional(),
    whenNow: z.array(code).optional(),
  })),
})
export const cuesSchema = z.strictObject({
  about,
  cues: z.array(z.strictObject({ cue: z.enum(CUES), about, phrases, unless: phrases.optional() })),
})
export const categoriesSchema = z.strictObject({
  about,
  categories: z.array(z.strictObject({ category: z.enum(CATEGORIES), reason: z.string().min(1), phrases, unless: phrases.optional() })),
})
export const placesSchema = z.strictObject({
  about,
  places: z.array(z.strictObject({ nation: z.enum(NATIONS), places: phrases, capital: phrases.optional() })),
})
export const prioritiesSchema = z.strictObject({
  about,
  levels: z.array(z.strictObject({
    priority: z.enum(PRIORITIES),
    signals: z.array(z.enum(SIGNALS)),
    indicators: z.array(z.strictObject({ code, reason: z.string().min(1) })),
    facts: z.array(z.enum(FACTS)),
  })),
  facts: z.record(z.enum(FACTS), z.string().min(1)),
  meetingWithinDays: z.number().int().min(0),
  otherwise: z.record(z.enum(CATEGORIES), outcome),
  /** The reason that stands where quoted mail raised a priority. */
  quoted: z.string().min(1),
  belowSignOff: z.string().min(1),
  special: z.record(z.enum(SPECIAL_CASES), outcome),
})

export type IndicatorRule = z.infer<typeof indicatorsSchema>['indicators'][number]
export type SignalRule = z.infer<typeof signalsSchema>['signals'][number]
export type CategoryRule = z.infer<typeof categoriesSchema>['categories'][number]
export type EverydayLists = Omit<z.infer<typeof everydaySchema>, 'about'>
export type PriorityTable = z.infer<typeof prioritiesSchema>
