import type { RequestHandler } from 'express'
import { z } from 'zod'
import { PRIORITIES } from '../domain/priority'
import { DISPOSITIONS } from '../domain/telephony'
import { addNote } from './addNote'
import type { DeskNotes } from './callPorts'
import { closeCard } from './closeCard'
import { actorOf, intakeIdOf, requireVisitor } from './deskRequest'
import { doneHref } from './doneWords'
import { type IntakePageDeps, sendIntake } from './intakePageController'
import { seenIn } from './seenPriority'
import type { Telephone } from './telephonePorts'
import { writeUpCall } from './writeUpCall'

export interface NoteControllerDeps extends IntakePageDeps {
  readonly notes: DeskNotes
  readonly telephone: Pick<Telephone, 'finishWrapUp'>
  /** How soon a call-back that was agreed is due, in milliseconds. */
  readonly agreedCallbackWithinMs: number
}

const noteSchema = z.object({ note: z.string().catch('') })
const cardSchema = noteSchema.extend({ card: z.string().max(300).catch('') })
const writeUpSchema = cardSchema.extend({
  disposition: z.enum(DISPOSITIONS).optional().catch(undefined),
  priority: z.enum(PRIORITIES).optional().catch(undefined),
  reason: z.string().catch(''),
})

export interface NoteController {
  readonly addNote: RequestHandler
  readonly closeCard: RequestHandler
  readonly writeUpCall: RequestHandler
}

/** What people write down: a note at any time, what they did about a card, what was said in a conversation. */
export function noteController(deps: NoteControllerDeps): NoteController {
  return {
    addNote: async (request, response) => {
      const intakeId = intakeIdOf(request)
      const { note } = noteSchema.parse(request.body ?? {})
      const outcome = await addNote(deps, { intakeId, note, actor: actorOf(requireVisitor(deps.entrance, request)) })
      if (outcome.kind === 'added') return response.redirect(303, doneHref(intakeId, 'note'))
      response.status(422)
      return sendIntake(deps, request, response, { form: 'note', state: { note, problem: outcome.problem } })
    },

    closeCard: async (request, response) => {
      const intakeId = intakeIdOf(request)
      const { note, card: cardId } = cardSchema.parse(request.body ?? {})
      const outcome = await closeCard(deps, { intakeId, cardId, note, actor: actorOf(requireVisitor(deps.entrance, request)) })
      switch (outcome.kind) {
        case 'closed':
          return response.redirect(303, doneHref(intakeId, 'card'))
        case 'invalid':
          response.status(422)
          return sendIntake(deps, request, response, { form: 'card', state: { cardId, note, problem: outcome.problem } })
        case 'overtaken':
          response.status(409)
          return sendIntake(deps, request, response, { form: 'note', state: { note, problem: outcome.why } })
        default:
          return outcome satisfies never
      }
    },

    writeUpCall: async (request, response) => {
      const visitor = requireVisitor(deps.entrance, request)
      const intakeId = intakeIdOf(request)
      const { card: cardId, note, disposition, priority, reason } = writeUpSchema.parse(request.body ?? {})
      const outcome = await writeUpCall(deps, {
        intakeId, cardId, note, disposition, priority, reason, seen: seenIn(request.body), actor: actorOf(visitor),
        mayLowerUrgent: visitor.may('priority.lower_urgent'),
      })
      switch (outcome.kind) {
        case 'saved':
          return response.redirect(303, doneHref(intakeId, 'writeUp'))
        case 'saved_without_priority':
          return response.redirect(303, doneHref(intakeId, 'writeUpOnly'))
        case 'invalid':
          response.status(422)
          return sendIntake(deps, request, response, { form: 'writeUp', state: { cardId, note, disposition, priority, reason, problems: outcome.problems } })
        case 'overtaken':
          response.status(409)
          return sendIntake(deps, request, response, { form: 'note', state: { note, problem: outcome.why } })
        default:
          return outcome satisfies never
      }
    },
  }
}
