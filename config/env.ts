import { z } from 'zod'
import { readBankHolidays } from './bankHolidays'
import { dkimComplaints, dkimDomain, dkimPrivateKey, dkimSelector } from './dkimShapes'
import { furtherMailboxes, mailbox, mailboxComplaints, tokenEndpoint } from './mailboxShapes'
import { readProfessionalDomains } from './professionalDomains'
import { readCaseOutcomes } from './caseOutcomes'
import { readLanguageWords } from './languages'
import { readReferralPrompts } from './referralPrompts'
import { readRoutes } from './routes'
import { authservId, calendars, keyRing, logLevel, limit, mailSender, mongoUri, openingHoursRules, origin, phoneNumber, port, present, secret, serverUrl, textSender } from './settingShapes'

/** Every setting there is. The optional ones have safe defaults; nothing beyond the others is required. */
const shapes = {
  PORT: port.default(3000),
  OPS_PORT: port.optional(),
  PUBLIC_BASE_URL: origin,
  MONGODB_URI: mongoUri,
  REDIS_URL: serverUrl(['redis:', 'rediss:'], 'redis://host:6379'),
  IMAP_URL: mailbox,
  MAILBOXES: furtherMailboxes.default([]),
  IMAP_OAUTH_TOKEN_URL: tokenEndpoint.optional(),
  IMAP_OAUTH_CLIENT_ID: present.optional(),
  IMAP_OAUTH_CLIENT_SECRET: present.optional(),
  IMAP_OAUTH_SCOPE: present.optional(),
  IMAP_OAUTH_REFRESH_TOKEN: present.optional(),
  SMTP_URL: serverUrl(['smtp:', 'smtps:'], 'smtps://user:password@host:465'),
  MAIL_FROM: mailSender,
  DKIM_DOMAIN: dkimDomain.optional(),
  DKIM_SELECTOR: dkimSelector.optional(),
  DKIM_PRIVATE_KEY: dkimPrivateKey.optional(),
  AUTHSERV_ID: authservId.optional(),
  TWILIO_ACCOUNT_SID: present,
  TWILIO_AUTH_TOKEN: present,
  TWILIO_AUTH_TOKEN_SECONDARY: present.optional(),
  TWILIO_API_URL: serverUrl(['https:', 'http:'], 'https://api.twilio.com').optional(),
  ADVICE_LINE_NUMBER: phoneNumber,
  TWILIO_CALLER_ID: phoneNumber,
  SERVICE_HOURS: openingHoursRules.default('Mo-Fr 09:30-16:30; PH off'),
  BANK_HOLIDAYS: calendars.default(['england-and-wales']),
  SESSION_SECRET: secret,
  DATA_KEYS: keyRing,
  LOG_LEVEL: logLevel.default('info'),
  SECOND_READER: z.enum(['on', 'words', 'off'], 'must be on, words or off').default('on'),
  // Counted by the telephone network, in seconds.
  QUEUE_MAX_WAIT_SECONDS: z.coerce.number('must be a number of seconds').int('must be a whole number of seconds').min(1, 'must be at least 1').max(3_600, 'must be at most 3600').default(300),
  SPOOL_DIR: present.optional(),
  SMS_FROM: textSender.optional(),
  ACK_PER_SENDER_HOUR: limit.default(5),
  ACK_PER_SENDER_DAY: limit.default(20),
  ACK_GLOBAL_HOUR: limit.default(2_000),
} as const

const schema = z.object(shapes)
export type Settings = z.infer<typeof schema>
export type SettingName = keyof typeof shapes
export type Environment = Readonly<Record<string, string | undefined>>

export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  /** One line a setting, naming it and what it must be; never its value, which may be a secret. */
  | { readonly ok: false; readonly problems: readonly string[] }

/** Reads and checks all settings at once, so that whoever sets the service up sees every mistake in one go. */
export function parseSettings(environment: Environment): SettingsResult {
  const result = parseWith(schema, environment)
  const given = givenIn(environment)
  // Whatever is wrong with one setting by itself, what does not go together is said as well.
  const problems = [...(result.ok ? [] : result.problems), ...mailboxComplaints(given), ...dkimComplaints(given)]
  return result.ok && problems.length === 0 ? result : { ok: false, problems }
}

const givenIn = (environment: Environment): Environment =>
  Object.fromEntries(Object.keys(shapes).map((name) => [name, environment[name]?.trim() || undefined]))

function parseWith<T>(wanted: z.ZodType<T>, environment: Environment): { ok: true; settings: T } | { ok: false; problems: readonly string[] } {
  const given = givenIn(environment)
  const parsed = wanted.safeParse(given)
  if (parsed.success) return { ok: true, settings: parsed.data }
  const problems = new Map<string, string>()
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0])
    if (!problems.has(name)) problems.set(name, `${name} ${given[name] === undefined ? 'is missing' : issue.message}`)
  }
  return { ok: false, problems: [...problems.values()] }
}

/** The one place that reads the process's environment. */
export const environment = (): Environment => process.env

export const isProduction = (env: Environment = environment()): boolean => env['NODE_ENV'] === 'production'

/** The settings of this process; with any bad one, or a bad list of bank holidays, of domains, of routes, of outcomes or of prompts: all on standard error, and exit with 1. */
export function settingsOrExit(): Settings {
  const result = parseSettings(environment())
  const lists = [readBankHolidays(), readProfessionalDomains(), readRoutes(), readCaseOutcomes(), readReferralPrompts(), readLanguageWords()]
  if (result.ok && lists.every(({ ok }) => ok)) return result.settings
  process.stderr.write(settingsComplaint([result, ...lists].flatMap((each) => (each.ok ? [] : each.problems))))
  return process.exit(1)
}

/** The one setting that taking held messages in again needs; without it: a sentence on standard error, and exit with 1. */
export const mongodbUriOrExit = (): string => oneSettingOrExit('MONGODB_URI')

/** The one setting that printing the fallback needs; without it: a sentence on standard error, and exit with 1. */
export const publicBaseUrlOrExit = (): string => oneSettingOrExit('PUBLIC_BASE_URL')

/** What setting up the number at Twilio needs. */
const numberSchema = schema.pick({
  PUBLIC_BASE_URL: true, TWILIO_ACCOUNT_SID: true, TWILIO_AUTH_TOKEN: true, TWILIO_API_URL: true, ADVICE_LINE_NUMBER: true,
})

/** The settings that setting up the number needs; without one, or with a bad one: all of them on standard error, and exit with 1. */
export const numberSettingsOrExit = (): z.infer<typeof numberSchema> => theseOrExit(numberSchema)

const accountsSchema = schema.pick({ MONGODB_URI: true, SERVICE_HOURS: true, BANK_HOLIDAYS: true })

/** The settings that the accounts command needs: with the hours of the service it says when nobody is on call. Otherwise as above. */
export const accountsSettingsOrExit = (): z.infer<typeof accountsSchema> => theseOrExit(accountsSchema)

const rereadingSchema = schema.pick({ MONGODB_URI: true, SECOND_READER: true })

/** The settings that having enquiries read again needs; otherwise as above. */
export const rereadingSettingsOrExit = (): z.infer<typeof rereadingSchema> => theseOrExit(rereadingSchema)

/** How trying a change of the rules reads a second time; otherwise as above. */
export const secondReaderOrExit = (): Settings['SECOND_READER'] => theseOrExit(schema.pick({ SECOND_READER: true })).SECOND_READER

function theseOrExit<T>(wanted: z.ZodType<T>): T {
  const result = parseWith(wanted, environment())
  if (result.ok) return result.settings
  process.stderr.write(settingsComplaint(result.problems))
  return process.exit(1)
}

function oneSettingOrExit(name: 'MONGODB_URI' | 'PUBLIC_BASE_URL'): string {
  const given = environment()[name]?.trim()
  const parsed = shapes[name].safeParse(given)
  if (parsed.success) return parsed.data
  process.stderr.write(settingsComplaint([`${name} ${given ? parsed.error.issues[0]?.message : 'is missing'}`]))
  return process.exit(1)
}

export const settingsComplaint = (problems: readonly string[]): string =>
  `This cannot start: ${problems.length === 1 ? 'a setting needs' : `${problems.length} settings need`} attention.\n` +
  `${problems.map((problem) => `  - ${problem}`).join('\n')}\nThe table of settings in README.md says what each is for.\n`
