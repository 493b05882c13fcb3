import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { localViews } from '../../../src/local/localViews'
import { localPhoneRoutes } from '../../../src/local/phone/phoneRoutes'
import { LINE, startTwimlService, type TwimlService, until, WORKER } from '../../support/twimlService'

let service: TwimlService
let server: Server
let url: string
const closing = new AbortController()
const PHONE = `/staff/${encodeURIComponent(WORKER)}`

beforeAll(async () => {
  service = await startTwimlService({ '/leg': '<Gather action="/taken" numDigits="1"><Say>Press 1 to take the call.</Say></Gather>', '/taken': '<Say>Thank you.</Say>' })
  const app = express()
  const staff = [{ name: 'Dilys Duty (demonstration)', phone: WORKER }, { name: 'Without a telephone' }]
  app.use('/local/phone', localPhoneRoutes({ network: service.network, to: LINE, staff, closing: closing.signal, render: localViews() }))
  server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/local/phone`
})
afterAll(async () => {
  closing.abort()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await service.stop()
})

const post = async (path: string, body: object = {}) =>
  fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const telephones = async () => (await fetch(`${url}/staff`)).json() as Promise<{ name: string; state: { kind: string }; answers: boolean }[]>
const ring = () => service.network.exchange.place({
  direction: 'outbound-api', from: LINE, to: WORKER, ringSeconds: 20, begin: async (call) => call.script.fetch(`${service.url}/leg`, {}),
})

describe('a telephone of the team', () => {
  it('has a page of its own, and stands in the list', async () => {
    expect(await (await fetch(`${url}/`)).text()).toContain('Dilys Duty (demonstration)')
    expect(await (await fetch(url + PHONE)).text()).toContain('Telephone of Dilys Duty (demonstration)')
    expect((await fetch(`${url}/staff/+440000`)).status).toBe(404)
    expect(await telephones()).toMatchObject([{ name: 'Dilys Duty (demonstration)', number: WORKER, state: { kind: 'quiet' }, answers: true }])
  })

  it('rings, is answered from one page only, and takes keys', async () => {
    const call = ring()
    await until(() => call.status === 'ringing')
    expect((await telephones())[0]!.state).toEqual({ kind: 'rings' })
    const answered = await post(`${PHONE}/answer`)
    expect([answered.status, await answered.json()]).toEqual([201, { id: call.callSid }])
    expect((await post(`${PHONE}/answer`)).status).toBe(409)
    expect((await telephones())[0]!.state).toEqual({ kind: 'in_call', callId: call.callSid })
    await until(() => call.listensFor === 'keys')
    await post(`/calls/${call.callSid}/keys`, { keys: '1' })
    await until(() => service.formsOf('/taken').length === 1)
    await call.done
    expect((await telephones())[0]!.state).toEqual({ kind: 'quiet' })
  })

  it('is busy while it is in a call', async () => {
    const call = ring()
    await until(() => call.status === 'ringing')
    await post(`${PHONE}/answer`)
    const second = ring()
    await second.done
    expect(second.status).toBe('busy')
    await post(`/calls/${call.callSid}/hang-up`)
    await call.done
  })

  it('can be declined', async () => {
    const call = ring()
    await until(() => call.status === 'ringing')
    await post(`${PHONE}/decline`)
    await call.done
    expect(call.status).toBe('busy')
  })

  it('that does not answer rings until the network gives up', async () => {
    expect((await post(`${PHONE}/answers`, { answers: 'no' })).status).toBe(422)
    await post(`${PHONE}/answers`, { answers: false })
    const call = ring()
    await until(() => call.status === 'ringing')
    expect((await telephones())[0]).toMatchObject({ answers: false, state: { kind: 'rings' } })
    expect((await post(`${PHONE}/answer`)).status).toBe(409)
    await service.clock.advance(20_000)
    await call.done
    expect(call.status).toBe('no-answer')
    await post(`${PHONE}/answers`, { answers: true })
  })
})
