import type { Express } from 'express'
import request, { type Response } from 'supertest'

/** Clicks through the desk as a browser does: keeps the cookie and sends the token of the page it has before it. */
export class DeskBrowser {
  readonly agent: ReturnType<typeof request.agent>
  token = ''
  /** As sent at sign-in, for a client that keeps none itself. */
  cookie = ''

  /** @param desk the application itself, or the origin of one that listens */
  constructor(desk: Express | string) {
    this.agent = request.agent(desk)
  }

  async open(path: string): Promise<Response> {
    const response = await this.agent.get(path)
    this.token = /name="csrfToken" value="([^"]+)"/.exec(response.text)?.[1] ?? this.token
    return response
  }

  async send(path: string, form: Record<string, string | string[]>): Promise<Response> {
    return this.agent.post(path).type('form').send({ csrfToken: this.token, ...form })
  }

  async signIn(email: string, password: string): Promise<Response> {
    await this.open('/sign-in')
    const response = await this.send('/sign-in', { email, password })
    this.cookie = (response.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
    if (response.status !== 303) return response
    const first = await this.open('/')
    // Who has no queue lands on a page of their own.
    if (first.status === 303) await this.open(first.headers['location'] ?? '/')
    return response
  }
}
