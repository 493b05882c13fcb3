import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { ConnectionString } from 'mongodb-connection-string-url'
import { z } from 'zod'
import { type Calendar, CALENDARS } from '../src/domain/bankHolidays'
import { openingHours } from '../src/domain/openingHours'

/** The shapes of single settings. A message completes the sentence "NAME ..." and never repeats the value. */

const DATA_KEY_BYTES = 32
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

export const present = z.string().min(1)

export const port = z.coerce.number('must be a port number').int('must be a port number').min(0).max(65_535, 'must be a port number')

const aboveZero = 'must be a whole number above 0'
/** How many there may be. */
export const limit = z.coerce.number(aboveZero).int(aboveZero).positive(aboveZero)

export const asUrl = (value: string): URL | undefined => (URL.canParse(value) ? new URL(value) : undefined)

export const isLoopback = (value: string): boolean => LOOPBACK.has(asUrl(value)?.hostname ?? '')

export const serverUrl = (protocols: readonly string[], example: string) =>
  z.string().refine((value) => {
    const url = asUrl(value)
    return url !== undefined && protocols.includes(url.protocol) && url.hostname !== ''
  }, `must be an address such as ${example}`)

export const mongoUri = z.string().refine((value) => {
  try {
    return new ConnectionString(value).hosts.every((host) => /^(\[[\da-f:]+\]|[^:]+)(:\d+)?$/i.test(host))
  } catch {
    return false
  }
}, 'must be an address such as mongodb://host/advice-line?replicaSet=rs0')

export const origin = z.string()
  .refine((value) => {
    const url = asUrl(value)
    return url !== undefined && url.pathname === '/' && url.search === '' && url.hash === '' &&
      (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(value)))
  }, 'must be an origin such as https://advice.example, without a path (http:// only for this machine)')
  .transform((value) => new URL(value).origin)

const ADDRESS = String.raw`[^\s<>@",;]+@[^\s<>@",;]+`
const SENDER = new RegExp(`^(?:(?<bare>${ADDRESS})|(?<name>[^<>@\\r\\n]*)<(?<address>${ADDRESS})>)$`)

/** `Name <address>` or a bare address, as its two parts. */
export const mailSender = z.string().transform((value, context) => {
  const { bare, name = '', address = bare } = SENDER.exec(value)?.groups ?? {}
  if (address !== undefined) return { name: name.trim(), address }
  context.addIssue({ code: 'custom', message: 'must be an e-mail address such as advice@advice.example' })
  return z.NEVER
})

/** What a mail server calls itself in the Authentication-Results fields that it writes. */
export const authservId = z.string().regex(
  /^[\w.:-]{1,255}$/, 'must be the name that your mail server puts first in Authentication-Results, such as mx.advice.example',
)

export const phoneNumber = z.string().refine(
  (value) => value.startsWith('+') && parsePhoneNumberFromString(value)?.isPossible() === true,
  'must be a telephone number in international form, such as +448088005000',
)

/** Who text messages come from: a number, or up to 11 letters and digits. */
export const textSender = z.string().refine(
  (value) => phoneNumber.safeParse(value).success || (/^[A-Za-z0-9 ]{1,11}$/.test(value) && /[A-Za-z]/.test(value)),
  'must be a telephone number such as +447700900123, or a name of up to 11 letters and digits',
)

export const openingHoursRules = z.string().refine((value) => {
  try {
    openingHours(value, new Set())
    return true
  } catch {
    return false
  }
}, 'must be opening hours such as "Mo-Fr 09:30-16:30; PH off", "24/7" or "off"')

/** The calendars whose bank holidays the service keeps, separated by commas. */
export const calendars = z.string().transform((value, context): readonly Calendar[] => {
  const parsed = z.array(z.enum(CALENDARS)).safeParse(value.split(',').map((name) => name.trim()))
  if (parsed.success) return parsed.data
  context.addIssue({ code: 'custom', message: `must be one or more of ${CALENDARS.join(', ')}, separated by commas` })
  return z.NEVER
})

export const secret = z.string().refine(
  (value) => Buffer.byteLength(value) >= 32,
  'must be at least 32 bytes (openssl rand -hex 32 makes one)',
)

const KEYS_EXPECTED =
  'must be keys "id:base64,id:base64", newest first, each of 32 bytes (openssl rand -base64 32 makes one) with its own id'

export const keyRing = z.string().transform((value, context) => {
  const keys = value.split(',').map((entry) => {
    const [id = '', encoded = ''] = entry.trim().split(/:(.*)/s)
    return { id, key: Buffer.from(encoded, 'base64') }
  })
  const sound = keys.every(({ id, key }) => /^[\w.-]+$/.test(id) && key.length === DATA_KEY_BYTES)
  if (!sound || new Set(keys.map(({ id }) => id)).size !== keys.length) {
    context.addIssue({ code: 'custom', message: KEYS_EXPECTED })
    return z.NEVER
  }
  return keys
})

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export const logLevel = z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`)
