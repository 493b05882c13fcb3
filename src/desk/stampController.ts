import type { RequestHandler } from 'express'
import { DomainError } from '../domain/errors'
import { intakeIdOf } from './deskRequest'
import type { DeskIntakes } from './ports'

export interface StampDeps {
  readonly intakes: Pick<DeskIntakes, 'stampOf'>
}

/** How an enquiry stands, as a stamp: a page that heard nothing for a while asks whether it still shows it so. Nobody is shown anything by it. */
export function stampController({ intakes }: StampDeps): RequestHandler {
  return async (request, response) => {
    const stamp = await intakes.stampOf(intakeIdOf(request))
    if (stamp === undefined) throw new DomainError('not_found', 'There is no such enquiry.')
    response.set('Cache-Control', 'no-store').type('text/plain').send(stamp)
  }
}
