import type { Response } from 'express'

/** What the REST side answers instead of what was asked, in Twilio's form. */
export class RestProblem extends Error {
  /** @param code Twilio's, from its list of errors */
  constructor(readonly status: number, readonly code: number, message: string) {
    super(message)
    this.name = 'RestProblem'
  }

  static notFound(path: string): RestProblem {
    return new RestProblem(404, 20404, `The requested resource ${path} was not found`)
  }
}

export function sendProblem(response: Response, { status, code, message }: RestProblem): void {
  response.status(status).json({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status })
}
