import { z } from 'zod'
import { mailPlaceOf } from '../src/domain/mailPlace'
import { asUrl, isLoopback } from './settingShapes'

/** The shapes of the settings about mailboxes. A message completes the sentence "NAME ..." and never repeats the value. */

const EXAMPLE = 'imaps://user:password@host:993/INBOX'

/** What is wrong with the address of a mailbox, or undefined. */
function mailboxProblem(value: string): string | undefined {
  const url = asUrl(value)
  if (!url || !['imaps:', 'imap:'].includes(url.protocol) || url.hostname === '' || url.username === '' || !isEncodedWell(url)) {
    return `must be an address such as ${EXAMPLE}, user and password URL-encoded`
  }
  if (url.protocol === 'imaps:' || isLoopback(value)) return undefined
  return 'must be imaps:// (plain imap:// would send the password in the clear; it is only for this machine)'
}

function isEncodedWell({ username, password, pathname }: URL): boolean {
  try {
    return [username, password, pathname].every((part) => decodeURIComponent(part) !== undefined)
  } catch {
    return false
  }
}

export const mailbox = z.string().superRefine((value, context) => {
  const message = mailboxProblem(value)
  if (message !== undefined) context.addIssue({ code: 'custom', message })
})

/** Further mailboxes, separated by spaces or commas. Each bad one is named by its place in the list. */
export const furtherMailboxes = z.string().transform((value, context): readonly string[] => {
  const urls = value.split(/[\s,]+/).filter(Boolean)
  const problems = urls.flatMap((url, index) => {
    const problem = mailboxProblem(url)
    return problem === undefined ? [] : [`(number ${index + 1}) ${problem}`]
  })
  if (problems.length === 0) return urls
  context.addIssue({ code: 'custom', message: problems.join('; ') })
  return z.NEVER
})

/** Where tokens for mailboxes without a password come from. */
export const tokenEndpoint = z.string().refine((value) => {
  const url = asUrl(value)
  return url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(value)))
}, 'must be an address such as https://login.example/oauth2/token (http:// only for this machine)')

interface MailboxSettings {
  readonly IMAP_URL: string
  readonly MAILBOXES: readonly string[]
  readonly IMAP_OAUTH_TOKEN_URL?: string | undefined
  readonly IMAP_OAUTH_CLIENT_ID?: string | undefined
  readonly IMAP_OAUTH_CLIENT_SECRET?: string | undefined
  readonly IMAP_OAUTH_REFRESH_TOKEN?: string | undefined
}

/** What does not go together, a line each. Settings that are bad by themselves are named elsewhere. */
export function mailboxComplaints(settings: MailboxSettings): readonly string[] {
  const addresses = [settings.IMAP_URL, ...settings.MAILBOXES]
  const urls = addresses.map((url) => new URL(url))
  const unlocked = urls.filter(({ password }) => password === '')
  // Two of one place would share one lease, and one of them would never be watched.
  const names = addresses.map(mailPlaceOf).map(({ account, mailbox: folder }) => `${account}/${folder}`.toLowerCase())
  return [
    ...(new Set(names).size < names.length ? ['MAILBOXES must not name a mailbox twice, nor the one that IMAP_URL names; a user that is an address is one mailbox, whatever the host'] : []),
    ...(unlocked.length === 0 ? [] : tokenComplaints(settings)),
    ...(settings.IMAP_OAUTH_REFRESH_TOKEN !== undefined && new Set(unlocked.map(({ username }) => username)).size > 1
      ? ['IMAP_OAUTH_REFRESH_TOKEN must be left out where several users have no password: a refresh token is one user’s own']
      : []),
  ]
}

function tokenComplaints(settings: MailboxSettings): readonly string[] {
  const needed = [
    'IMAP_OAUTH_TOKEN_URL', 'IMAP_OAUTH_CLIENT_ID',
    ...(settings.IMAP_OAUTH_REFRESH_TOKEN === undefined ? ['IMAP_OAUTH_CLIENT_SECRET'] as const : []),
  ] as const
  return needed.filter((name) => settings[name] === undefined).map((name) => `${name} is missing: a mailbox has no password in its address`)
}
