import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { twilioProvider } from '../../src/gateways/twilioProvider'
import { createNetwork, type TelephoneNetwork } from '../../src/local/network/createNetwork'
import { startRestSide } from '../../src/local/network/rest/startRestSide'
import { RememberingLedger } from '../../src/telephone/call/rememberingLedger'
import { staffedLately } from '../../src/telephone/legs/staffedLately'
import { legUrl } from '../../src/telephone/webhooks/callUrls'
import { legRoutes } from '../../src/telephone/webhooks/legRoutes'
import { telephoneRoutes } from '../../src/telephone/webhooks/callRoutes'
import { fastTime } from '../calls/fastTime'
import { ACCOUNT_SID, ADVICE_LINE, PRIMARY_TOKEN, PUBLIC_BASE_URL } from './callerSite'
import type { RingingWorld } from './ringingWorld'
import { twimlProblems } from './twiml/checkTwiml'

const SPEED = 40
/** On a slow machine minutes of the network's may pass before the service has done a thing: no test is about that. */
const NO_LIMIT_S = 86_400
/** Nor about how soon the store answers. */
const NO_DEADLINE_MS = 60_000

/** For something to come to be; generous, because the machine may be busy. */
const PATIENCE_MS = 60_000

export interface StaffedSite {
  readonly url: string
  readonly network: TelephoneNetwork
  /** Does what is due, as the workers process would, until it holds. @throws when it never does */
  until(fits: () => Promise<boolean> | boolean): Promise<void>
  stop(): Promise<void>
}

/** The whole telephone room on the real store, with the simulated network around it: its webhooks in front, its REST side behind. */
export async function startStaffedSite(world: RingingWorld): Promise<StaffedSite> {
  world.now = () => new Date()
  const { log, ...deps } = world.deps
  const callDeps = { ...world.callDeps, ledger: new RememberingLedger(world.callDeps.ledger), isStaffed: staffedLately(deps.lines, 100), maxWaitSeconds: NO_LIMIT_S }
  const settings = {
    publicBaseUrl: PUBLIC_BASE_URL, authTokens: [PRIMARY_TOKEN], accountSid: ACCOUNT_SID, callerId: ADVICE_LINE, log,
    hoursInWords: { en: 'any time', cy: 'unrhyw bryd' }, deadlineMs: NO_DEADLINE_MS,
  }
  const app = express()
  app.use(telephoneRoutes({ ...callDeps, ...settings }))
  app.use(legRoutes({ ...settings, calls: callDeps, legs: { ...deps, log } }))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const network = createNetwork({
    webUrl: url, publicBaseUrl: PUBLIC_BASE_URL, accountSid: ACCOUNT_SID, authToken: PRIMARY_TOKEN,
    clock: fastTime(SPEED), speechMsPerCharacter: 5, checkTwiml: twimlProblems,
  })
  const rest = await startRestSide({ exchange: network.exchange })
  const real = twilioProvider({ accountSid: ACCOUNT_SID, authToken: PRIMARY_TOKEN, apiUrl: rest.url, callerId: ADVICE_LINE })
  world.ringThrough(real, (legId) => ({ url: legUrl(PUBLIC_BASE_URL, 'leg_answered', legId), statusUrl: legUrl(PUBLIC_BASE_URL, 'leg_status', legId) }))
  return {
    url,
    network,
    until: async (fits) => {
      const end = Date.now() + PATIENCE_MS
      while (!(await fits())) {
        if (Date.now() > end) throw new Error('It never came to that.')
        world.time = new Date()
        await world.work()
        await world.work('wakeSomebody')
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    stop: async () => {
      await rest.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
