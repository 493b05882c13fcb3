import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An OAuth 2 token endpoint of the tests' own, which also tells a mail server whose a token is (RFC 7662). */
export class TokenEndpoint {
  /** The forms that asked for a token. */
  readonly asked: Record<string, string>[] = []
  /** Answers every question like this instead of with a token. */
  refusal: { status: number; body: string } | undefined
  /** Told in seconds; a token is good until it is taken back. */
  lifeSeconds = 3_600
  private readonly good = new Set<string>()
  private issued = 0

  private constructor(private readonly server: Server, private readonly user: string) {}

  static async start(user: string): Promise<TokenEndpoint> {
    const server = createServer()
    const endpoint = new TokenEndpoint(server, user)
    server.on('request', (request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        const form = Object.fromEntries(new URLSearchParams(body))
        const [status, answer] = request.url === '/introspect' ? endpoint.introspect(form) : endpoint.issue(form)
        response.writeHead(status, { 'content-type': 'application/json' }).end(answer)
      })
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    return endpoint
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  takeBackAll(): void {
    this.good.clear()
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => void this.server.close(resolve))
  }

  private issue(form: Record<string, string>): [number, string] {
    this.asked.push(form)
    if (this.refusal) return [this.refusal.status, this.refusal.body]
    this.issued += 1
    const token = `invented-token-${this.issued}`
    this.good.add(token)
    return [200, JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: this.lifeSeconds })]
  }

  private introspect({ token = '' }: Record<string, string>): [number, string] {
    return [200, JSON.stringify(this.good.has(token) ? { active: true, username: this.user } : { active: false })]
  }
}
