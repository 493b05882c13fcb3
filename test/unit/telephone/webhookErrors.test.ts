import express from 'express'
import supertest from 'supertest'
import { createLogger } from '../../../src/operations/logger'
import { webhookErrors } from '../../../src/telephone/webhooks/webhookGate'

it('a call that could not be stored is logged by the kind and code of its error, never its words', async () => {
  const lines: string[] = []
  const log = createLogger('web', 'info', { write: (line) => void lines.push(line) })
  const failure = Object.assign(new TypeError('E11000 duplicate key: +442079460123'), { code: 11_000 })
  const app = express()
  app.post('/twilio/voice', () => { throw failure })
  app.use('/twilio', webhookErrors(log))

  expect((await supertest(app).post('/twilio/voice')).status).toBe(503)
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0]!)).toMatchObject({ msg: 'a call could not be stored', err: { type: 'TypeError', code: 11_000 } })
  expect(lines[0]).not.toMatch(/2079460123|duplicate/)
})
