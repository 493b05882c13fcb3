import { join } from 'node:path'
import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express'
import { z } from 'zod'
import { localGuard } from '../localGuard'
import type { Render } from '../localViews'
import type { PhoneCall, TelephoneNetwork } from '../network/createNetwork'
import { CallerForm, MESSAGE } from './callerNumber'
import { eventStream } from './eventStream'
import { HandsetCalls } from './handsetCalls'
import { KEYS } from './keys'
import { inWords } from './phoneWords'
import { staffRoutes } from './staffRoutes'
import { StaffTelephones, type TelephoneOwner } from './staffTelephones'

export interface PhonePageDeps {
  readonly network: TelephoneNetwork
  /** The advice line's number, E.164. */
  readonly to: string
  /** Whose telephones can be played from here. @defaultValue nobody's */
  readonly staff?: readonly TelephoneOwner[]
  /** Ends calls and the pages' open connections, so that the server can close. */
  readonly closing: AbortSignal
  readonly render: Render
  /** How long a call goes on with no page listening, in milliseconds. @defaultValue 3000 */
  readonly aloneMs?: number
}

/** A voice at its ease, whatever pace the network keeps for others: people read along, or listen to their browser. */
const SPEECH_MS_PER_CHARACTER = 65
const ALONE_MS = 3_000
const TEXTS_SHOWN = 10
const EXAMPLE = '020 7946 0123'
const MOBILE = '07700 900190'
const Keys = z.object({ keys: z.string().regex(/^[0-9*#]{1,32}$/) })

/** The handset page of the local demonstration, to be mounted at `/local/phone`. */
export function localPhoneRoutes(deps: PhonePageDeps): Router {
  const router = express.Router()
  const calls = new HandsetCalls(deps.closing, deps.aloneMs ?? ALONE_MS)
  const telephones = new StaffTelephones(deps.network, deps.staff ?? [], SPEECH_MS_PER_CHARACTER)
  router.use('/assets', express.static(join(__dirname, 'assets'), { index: false }))
  router.use(localGuard, express.json({ limit: '4kb' }))
  router.get('/', (_request, response) => {
    const page = { title: 'Ring the advice line', place: 'phone', to: inWords(deps.to), example: EXAMPLE, mobile: MOBILE, keys: KEYS, telephones: shownTelephones(telephones) }
    response.send(deps.render('phone.njk', page))
  })
  router.get('/texts', (_request, response) => {
    response.json(deps.network.state.texts.slice(-TEXTS_SHOWN).toReversed().map(({ to: number, body, createdAt: at }) => ({ to: inWords(number), body, at })))
  })
  router.use('/staff', staffRoutes({ telephones, calls, render: deps.render }))
  router.post('/calls', (request, response) => dial(deps, calls, request, response))
  router.get('/calls/:id/events', (request, response) => stream(deps, calls, request, response))
  router.post('/calls/:id/keys', (request, response) => {
    const form = Keys.safeParse(request.body)
    const call = calls.find(request.params.id)
    response.status(form.success ? 200 : 422).json({ heard: form.success && (call?.press(form.data.keys) ?? false) })
  })
  router.post('/calls/:id/speak', async (request, response) => {
    response.json({ recording: await startSpeaking(calls.find(request.params.id)) })
  })
  router.post('/calls/:id/hang-up', (request, response) => {
    calls.find(request.params.id)?.hangUp()
    response.json({})
  })
  router.use(tooMuch)
  return router
}

/** What is longer than any number comes back in words that the page can show. */
const tooMuch: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const isTooLong = typeof error === 'object' && error !== null && 'type' in error && error.type === 'entity.too.large'
  return isTooLong ? void response.status(422).json({ message: MESSAGE }) : next(error)
}

const shownTelephones = (telephones: StaffTelephones): object[] =>
  telephones.all().map((telephone) => ({ ...telephone, spoken: inWords(telephone.number) }))

function dial({ network, to }: PhonePageDeps, calls: HandsetCalls, request: Request, response: Response): void {
  const form = CallerForm.safeParse(request.body)
  if (!form.success) return void response.status(422).json({ message: form.error.issues[0]?.message })
  const call = network.dial({ from: form.data, to, speechMsPerCharacter: SPEECH_MS_PER_CHARACTER })
  calls.add(call)
  response.status(201).json({ id: call.callSid })
}

/** Before the tone the announcement is skipped, and speaking begins with the tone. */
async function startSpeaking(call: PhoneCall | undefined): Promise<boolean> {
  if (!call || call.listensFor === 'keys') return false
  return call.startSpeaking() || ((await call.ready()) === 'message' && call.startSpeaking())
}

function stream({ closing }: PhonePageDeps, calls: HandsetCalls, request: Request<{ id: string }>, response: Response): void {
  const { id } = request.params
  const last = Number(request.get('Last-Event-ID') ?? -1)
  if (!calls.find(id)) return void response.status(204).end()
  eventStream(request, response, closing, (send) => calls.listen(id, last + 1, send))
}
