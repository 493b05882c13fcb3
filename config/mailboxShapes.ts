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

const listed = (value: string): string[] => value.split(/[\s,]+/).filter(Boolean)

/** Further mailboxes, separated by spaces or commas. Each bad one is named by its place in the list. */
export const furtherMailboxes = z.string().transform((value, context): readonly string[] => {
  const urls = listed(value)
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

type Given = Readonly<Record<string, string | undefined>>

/** What does not go together, a line each, from the settings as they were given. What is bad by itself is named elsewhere. */
export function mailboxComplaints(given: Given): readonly string[] {
  const mailboxes = addressesIn(given)
  const unlocked = mailboxes.map(({ url }) => new URL(url)).filter(({ password }) => password === '')
  return [
    ...twiceComplaints(mailboxes),
    ...(unlocked.length === 0 ? [] : tokenComplaints(given)),
    ...(given['IMAP_OAUTH_REFRESH_TOKEN'] !== undefined && new Set(unlocked.map(({ username }) => username)).size > 1
      ? ['IMAP_OAUTH_REFRESH_TOKEN must be left out where several users have no password: a refresh token is one user’s own']
      : []),
  ]
}

interface NamedAddress {
  /** Where in the settings it stands. */
  readonly at: string
  readonly url: string
}

/** The addresses that are good by themselves. */
const addressesIn = ({ IMAP_URL = '', MAILBOXES = '' }: Given): readonly NamedAddress[] =>
  [{ at: 'IMAP_URL', url: IMAP_URL }, ...listed(MAILBOXES).map((url, index) => ({ at: `number ${index + 1}`, url }))]
    .filter(({ url }) => mailboxProblem(url) === undefined)

/** Two of one place would share one lease, and one of them would never be watched. */
function twiceComplaints(mailboxes: readonly NamedAddress[]): readonly string[] {
  const first = new Map<string, string>()
  const twice: string[] = []
  for (const { at, url } of mailboxes) {
    const { account, mailbox: folder } = mailPlaceOf(url)
    const place = `${account}/${folder}`.toLowerCase()
    const before = first.get(place)
    if (before === undefined) first.set(place, at)
    else twice.push(`${at} is the one that ${before} names`)
  }
  return twice.length === 0 ? [] : [`MAILBOXES must not name a mailbox twice: ${twice.join(', ')}; a user that is an address is one mailbox, whatever the host`]
}

function tokenComplaints(given: Given): readonly string[] {
  const needed = ['IMAP_OAUTH_TOKEN_URL', 'IMAP_OAUTH_CLIENT_ID', ...(given['IMAP_OAUTH_REFRESH_TOKEN'] === undefined ? ['IMAP_OAUTH_CLIENT_SECRET'] : [])]
  return needed.filter((name) => given[name] === undefined).map((name) => `${name} is missing: a mailbox has no password in its address`)
}
