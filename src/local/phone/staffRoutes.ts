import express, { type Router } from 'express'
import { z } from 'zod'
import type { Render } from '../localViews'
import type { HandsetCalls } from './handsetCalls'
import { KEYS } from './keys'
import { inWords } from './phoneWords'
import type { StaffTelephones } from './staffTelephones'

export interface StaffRoutesDeps {
  readonly telephones: StaffTelephones
  readonly calls: HandsetCalls
  readonly render: Render
}

const Answers = z.object({ answers: z.boolean() })

/** The staff's telephones: a page for each, and what they do. */
export function staffRoutes({ telephones, calls, render }: StaffRoutesDeps): Router {
  const router = express.Router()
  router.get('/', (_request, response) => {
    response.json(telephones.all())
  })
  router.get('/:number', (request, response, next) => {
    const telephone = telephones.find(request.params.number)
    if (!telephone) return next()
    const page = { title: telephone.name, place: 'phone', ...telephone, spoken: inWords(telephone.number), keys: KEYS }
    response.send(render('staffPhone.njk', page))
  })
  router.post('/:number/answer', (request, response) => {
    const call = telephones.answer(request.params.number)
    if (call) calls.add(call)
    response.status(call ? 201 : 409).json({ id: call?.callSid })
  })
  router.post('/:number/decline', (request, response) => {
    telephones.decline(request.params.number)
    response.json({})
  })
  router.post('/:number/answers', (request, response) => {
    const form = Answers.safeParse(request.body)
    if (form.success) telephones.setAnswers(request.params.number, form.data.answers)
    response.status(form.success ? 200 : 422).json({})
  })
  return router
}
