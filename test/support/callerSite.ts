import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { pino } from 'pino'
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks'
import { SERVICE } from '../../config/service'
import { createNetwork, ManualClock, type TelephoneNetwork } from '../../src/local/network/createNetwork'
import type { CallLedger } from '../../src/telephone/call/ports'
import type { Spooling } from '../../src/telephone/spool/answerOrSpool'
import { telephoneRoutes } from '../../src/telephone/webhooks/callRoutes'
import { twimlProblems } from './twiml/checkTwiml'

export const ACCOUNT_SID = 'AC00000000000000000000000000000000'
export const PRIMARY_TOKEN = 'primary-token-of-the-tests'
export const SECONDARY_TOKEN = 'secondary-token-of-the-tests'
export const PUBLIC_BASE_URL = 'https://advice.example'
export const ADVICE_LINE = '+448088005000'
export const CALLER = '+442079460123'

interface SiteOptions {
  readonly ledger: CallLedger
  readonly now?: () => Date
  readonly isOpen?: () => boolean
  /** @defaultValue nobody is on duty */
  readonly isStaffed?: () => Promise<boolean>
  readonly deadlineMs?: number
  /** @defaultValue no texts are sent */
  readonly textsOffered?: boolean
  /** Where events go that the ledger does not take. @defaultValue nowhere */
  readonly spooling?: Spooling
}

export interface CallSite {
  readonly url: string
  readonly network: TelephoneNetwork
  readonly clock: ManualClock
  /** Lines of the log, parsed. */
  readonly log: Record<string, unknown>[]
  stop(): Promise<void>
}

/** Without a spool a late answer is an error, which on a busy machine a store that is well would give; tests of the deadline set their own. */
const NO_DEADLINE_MS = 60_000

/** The telephone room alone in an Express app on a port of its own, and a network in front of it whose time stands still. */
export async function startCallSite({ ledger, now = () => new Date(), isOpen = () => true, isStaffed = async () => false, deadlineMs, textsOffered = false, spooling }: SiteOptions): Promise<CallSite> {
  const log: Record<string, unknown>[] = []
  const app = express()
  app.use(telephoneRoutes({
    ledger, now, isOpen,
    targets: SERVICE.calls,
    publicBaseUrl: PUBLIC_BASE_URL,
    authTokens: [PRIMARY_TOKEN, SECONDARY_TOKEN],
    accountSid: ACCOUNT_SID,
    hoursInWords: { en: 'Monday to Friday, 9:30am to 4:30pm', cy: 'dydd Llun tan ddydd Gwener, 9:30 y bore tan 4:30 y prynhawn' },
    isStaffed,
    textsOffered,
    maxWaitSeconds: 300,
    log: pino({}, { write: (line) => void log.push(JSON.parse(line)) }),
    ...(deadlineMs === undefined ? spooling === undefined && { deadlineMs: NO_DEADLINE_MS } : { deadlineMs }),
    ...(spooling && { spooling }),
  }))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clock = new ManualClock()
  const network = createNetwork({
    webUrl: url, publicBaseUrl: PUBLIC_BASE_URL, accountSid: ACCOUNT_SID, authToken: PRIMARY_TOKEN, clock, speechMsPerCharacter: 0,
    checkTwiml: twimlProblems,
  })
  return { url, network, clock, log, stop: () => stop(server) }
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

let calls = 0

/** The fields of every webhook of a fresh call. */
export function aCall(fields: Record<string, string> = {}): Record<string, string> {
  calls += 1
  const CallSid = `CA${process.pid.toString(16).padStart(8, '0')}${Date.now().toString(16).padStart(12, '0')}${calls.toString(16).padStart(12, '0')}`
  return { CallSid, AccountSid: ACCOUNT_SID, From: CALLER, To: ADVICE_LINE, CallStatus: 'ringing', ApiVersion: '2010-04-01', Direction: 'inbound', ...fields }
}

interface PostOptions {
  readonly token?: string
  readonly headers?: Record<string, string>
  readonly signedAs?: string
}

/** Posts a form as Twilio would, signed with the token given. */
export async function postSigned(site: CallSite, path: string, fields: Record<string, string>, options: PostOptions = {}): Promise<Response> {
  const { token = PRIMARY_TOKEN, headers = {}, signedAs = PUBLIC_BASE_URL + path } = options
  return fetch(site.url + path, {
    method: 'POST',
    headers: { 'X-Twilio-Signature': getExpectedTwilioSignature(token, signedAs, fields), ...headers },
    body: new URLSearchParams(fields),
  })
}
