import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import express from 'express'
import { createNetwork, ManualClock, type NewNetwork, type TelephoneNetwork } from '../../src/local/network/createNetwork'

export type Form = Readonly<Record<string, string>>
/** What stands inside of Response, for each path; `undefined` is an answer without content, a number a status. */
export type Scripts = Readonly<Record<string, string | number | undefined | ((form: Form) => string | number | undefined)>>

export interface TwimlService {
  readonly url: string
  readonly network: TelephoneNetwork
  readonly clock: ManualClock
  /** What was asked, in order. */
  readonly asked: { readonly path: string; readonly form: Form }[]
  /** The forms that a path was asked with. */
  formsOf(path: string): Form[]
  stop(): Promise<void>
}

export const ACCOUNT = 'AC0123456789abcdef0123456789abcdef'
export const TOKEN = 'token-of-the-tests'
export const LINE = '+448088005000'
export const CALLER = '+442079460123'
export const WORKER = '+447700900111'

/** A service that says what is written here, and a network in front of it whose time stands still. */
export async function startTwimlService(scripts: Scripts, options: Partial<NewNetwork> = {}): Promise<TwimlService> {
  const asked: { path: string; form: Form }[] = []
  const app = express()
  app.use(express.urlencoded({ extended: false }), (request, response) => {
    asked.push({ path: request.path, form: request.body })
    const script = scripts[request.path]
    const answer = typeof script === 'function' ? script(request.body) : script
    if (typeof answer === 'number') response.status(answer).end()
    else if (answer === undefined) response.status(204).end()
    else response.type('text/xml').send(`<?xml version="1.0" encoding="UTF-8"?><Response>${answer}</Response>`)
  })
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clock = new ManualClock()
  const network = createNetwork({
    webUrl: url, publicBaseUrl: url, accountSid: ACCOUNT, authToken: TOKEN, clock, speechMsPerCharacter: 0, musicSeconds: 10, ...options,
  })
  return {
    url, network, clock, asked,
    formsOf: (path) => asked.filter((one) => one.path === path).map(({ form }) => form),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Waits until something holds; nothing on the network takes long but what waits for its clock. */
export async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 60_000
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Never: ${holds.toString()}`)
    await sleep(2)
  }
}
