import { Writable } from 'node:stream'
import express from 'express'
import request from 'supertest'
import { problemPage } from '../../../src/desk/problemMiddleware'
import { createLogger } from '../../../src/operations/logger'

/** A page that fails with `error`, and what the log of the process then holds. */
async function failWith(error: unknown): Promise<{ status: number; logged: string }> {
  let logged = ''
  const sink = new Writable({ write: (chunk, _encoding, done) => { logged += String(chunk); done() } })
  const app = express()
  app.get('/', () => { throw error })
  app.use(problemPage({
    entrance: { visitorOf: () => undefined, nonceOf: () => '' },
    views: { render: () => 'Sorry' },
    log: createLogger('web', 'info', sink),
  }))
  const { status } = await request(app).get('/')
  return { status, logged }
}

describe('a page that fails', () => {
  it('says in the log what kind of error it was, its code and where it was thrown, without its words', async () => {
    const { status, logged } = await failWith(Object.assign(new TypeError('Amina is missing'), { code: 'ECONNRESET' }))
    expect(status).toBe(500)
    const line = JSON.parse(logged)
    expect(line).toMatchObject({ method: 'GET', err: { type: 'TypeError', code: 'ECONNRESET' } })
    expect(line.err.at[0]).toContain('problemPage.test.ts')
    expect(logged).not.toMatch(/Amina|\[hidden\]/)
  })
})
