import express, { type Request, type Response, type Router } from 'express'
import { localGuard } from '../localGuard'
import type { Render } from '../localViews'
import { LetterForm, type Letter, type LetterField } from './letter'
import type { SentLetter } from './letterFolder'
import { presentLetters } from './mailPresenter'
import { PRESETS } from './presets'
import type { Reply } from './readReply'

export interface MailPageDeps {
  /** The advice line's own address, as shown. */
  readonly address: string
  readonly send: (letter: Letter) => Promise<SentLetter>
  readonly letters: () => readonly SentLetter[]
  readonly replies: () => Promise<readonly Reply[]>
  /** Calls back after each change of the two lists; the answer ends the subscription. */
  readonly onChange: (listener: () => void) => () => void
  /** Ends the pages' open connections, so that the server can close. */
  readonly closing: AbortSignal
  readonly render: Render
}

const NO_LETTER: Letter = { fromName: '', fromAddress: '', subject: '', text: '' }
const EXAMPLE = 'alex.pretend@social.pretendshire.example'

/** The mail page of the local demonstration, to be mounted at `/local/mail`: write as a professional, see what comes back. */
export function localMailRoutes(deps: MailPageDeps): Router {
  const router = express.Router()
  router.use(localGuard, express.urlencoded({ extended: false, limit: '200kb' }))
  router.get('/', async (request, response) => {
    const preset = PRESETS.find(({ id }) => id === request.query['preset'])
    await showPage(deps, response, { letter: preset ?? NO_LETTER, sent: request.query['sent'] === 'yes' })
  })
  router.post('/', (request, response) => takeLetter(deps, request, response))
  router.get('/letters', async (_request, response) => {
    response.send(deps.render('letters.njk', await lettersView(deps)))
  })
  router.get('/events', (request, response) => announceChanges(deps, request, response))
  return router
}

const lettersView = async (deps: MailPageDeps) => presentLetters(deps.letters(), await deps.replies())

interface Page {
  readonly letter: Letter
  readonly sent?: boolean
  readonly problems?: ReadonlyMap<LetterField, string>
}

async function showPage(deps: MailPageDeps, response: Response, page: Page): Promise<void> {
  const problems = [...(page.problems ?? [])]
  const html = deps.render('mail.njk', {
    title: problems.length > 0 ? 'Error: Write to the advice line' : 'Write to the advice line',
    place: 'mail',
    address: deps.address,
    example: EXAMPLE,
    presets: PRESETS,
    letter: page.letter,
    sent: page.sent ?? false,
    errorList: problems.map(([field, text]) => ({ text, href: `#${field}` })),
    errors: Object.fromEntries(problems.map(([field, text]) => [field, { text }])),
    ...(await lettersView(deps)),
  })
  response.send(html)
}

async function takeLetter(deps: MailPageDeps, request: Request, response: Response): Promise<void> {
  const body: unknown = request.body
  const form = LetterForm.safeParse(body)
  if (form.success) {
    await deps.send(form.data)
    response.redirect(303, '/local/mail?sent=yes')
    return
  }
  const problems = new Map<LetterField, string>()
  for (const { path, message } of form.error.issues) {
    const field = LetterForm.keyof().safeParse(path[0])
    if (field.success && !problems.has(field.data)) problems.set(field.data, message)
  }
  response.status(422)
  await showPage(deps, response, { letter: asTyped(body), problems })
}

/** What was typed, right or wrong, so that nobody types it twice. */
function asTyped(body: unknown): Letter {
  const typed = new Map(Object.entries(typeof body === 'object' && body !== null ? body : {}))
  const text = (field: LetterField): string => {
    const value: unknown = typed.get(field)
    return typeof value === 'string' ? value : ''
  }
  return { fromName: text('fromName'), fromAddress: text('fromAddress'), subject: text('subject'), text: text('text') }
}

function announceChanges(deps: MailPageDeps, request: Request, response: Response): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('retry: 2000\n\n')
  const unsubscribe = deps.onChange(() => response.write('event: changed\ndata: {}\n\n'))
  const end = () => response.end()
  deps.closing.addEventListener('abort', end)
  request.once('close', () => {
    unsubscribe()
    deps.closing.removeEventListener('abort', end)
  })
}
