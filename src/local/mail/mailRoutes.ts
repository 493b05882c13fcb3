import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express'
import { localGuard } from '../localGuard'
import type { Render } from '../localViews'
import { answered, beginAnswer } from './answer'
import { type Enclosed, type Letter, type LetterField, LetterForm, MOST_FILES } from './letter'
import type { SentLetter } from './letterFolder'
import { presentLetters } from './mailPresenter'
import { PRESETS } from './presets'
import { readLetterForm } from './readLetterForm'
import type { Reply } from './readReply'

export interface MailPageDeps {
  /** The advice line's own address, as shown. */
  readonly address: string
  readonly send: (letter: Letter, enclosed?: Enclosed) => Promise<SentLetter>
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
/** More than the service takes in, so that what it does with that can be seen. */
const LARGEST_FORM = '80mb'

/** The mail page of the local demonstration, to be mounted at `/local/mail`: write as a professional, see what comes back. */
export function localMailRoutes(deps: MailPageDeps): Router {
  const router = express.Router()
  router.use(localGuard, express.urlencoded({ extended: false, limit: '1mb' }), express.raw({ type: 'multipart/form-data', limit: LARGEST_FORM }))
  router.get('/', async (request, response) => {
    const preset = PRESETS.find(({ id }) => id === request.query['preset'])
    const letter = preset ?? await answerAskedFor(deps, request.query['answer']) ?? NO_LETTER
    await showPage(deps, response, { letter, sent: request.query['sent'] === 'yes' })
  })
  router.post('/', (request, response) => takeLetter(deps, request, response))
  router.get('/letters', async (_request, response) => {
    response.send(deps.render('letters.njk', await lettersView(deps)))
  })
  router.get('/events', (request, response) => announceChanges(deps, request, response))
  router.use(refuseTooLarge(deps))
  return router
}

const lettersView = async (deps: MailPageDeps) => presentLetters(deps.letters(), await deps.replies())

async function answerAskedFor(deps: MailPageDeps, messageId: unknown): Promise<Letter | undefined> {
  if (typeof messageId !== 'string') return undefined
  const reply = (await deps.replies()).find((one) => one.messageId === messageId)
  return reply && beginAnswer(reply, messageId, deps.letters())
}

type Field = LetterField | 'files'

interface Page {
  readonly letter: Letter
  readonly sent?: boolean
  readonly problems?: ReadonlyMap<Field, string>
}

async function showPage(deps: MailPageDeps, response: Response, page: Page): Promise<void> {
  const problems = [...(page.problems ?? [])]
  const { inReplyTo } = page.letter
  const html = deps.render('mail.njk', {
    title: problems.length > 0 ? 'Error: Write to the advice line' : 'Write to the advice line',
    place: 'mail',
    address: deps.address,
    example: EXAMPLE,
    presets: PRESETS,
    mostFiles: MOST_FILES,
    letter: page.letter,
    answered: inReplyTo === undefined ? undefined : answered(await deps.replies(), inReplyTo),
    sent: page.sent ?? false,
    errorList: problems.map(([field, text]) => ({ text, href: field === 'inReplyTo' ? '#write' : `#${field}` })),
    errors: Object.fromEntries(problems.map(([field, text]) => [field, { text }])),
    ...(await lettersView(deps)),
  })
  response.send(html)
}

async function takeLetter(deps: MailPageDeps, request: Request, response: Response): Promise<void> {
  const { fields, files } = await readLetterForm(request).catch(() => ({ fields: {}, files: [] }))
  const form = LetterForm.safeParse(fields)
  const { inReplyTo } = form.data ?? {}
  const about = inReplyTo === undefined ? undefined : answered(await deps.replies(), inReplyTo)
  const problems = new Map<Field, string>()
  for (const { path, message } of form.error?.issues ?? []) {
    const field = LetterForm.keyof().safeParse(path[0])
    if (field.success && !problems.has(field.data)) problems.set(field.data, message)
  }
  if (inReplyTo !== undefined && !about) problems.set('inReplyTo', 'What you answer is not there any more. Choose again what you answer')
  if (files.length > MOST_FILES) problems.set('files', `Choose ${MOST_FILES} files or fewer`)
  if (form.success && problems.size === 0) {
    await deps.send(form.data, { files, ...(about && { references: about.references }) })
    response.redirect(303, '/local/mail?sent=yes')
    return
  }
  response.status(422)
  await showPage(deps, response, { letter: asTyped(fields), problems })
}

/** Nothing of such a form was read. */
const refuseTooLarge = (deps: MailPageDeps): ErrorRequestHandler => async (error: unknown, _request, response, next) => {
  if (!(error instanceof Error && 'type' in error && error.type === 'entity.too.large')) return next(error)
  response.status(413)
  await showPage(deps, response, { letter: NO_LETTER, problems: new Map([['files', 'Together the files must be smaller than 80 MB. Write the message again']]) })
}

/** What was typed, right or wrong, so that nobody types it twice. */
function asTyped(fields: Readonly<Record<string, unknown>>): Letter {
  const text = (field: LetterField): string => {
    const value = fields[field]
    return typeof value === 'string' ? value : ''
  }
  return {
    fromName: text('fromName'), fromAddress: text('fromAddress'), subject: text('subject'), text: text('text'),
    ...(text('format') === 'html' && { format: 'html' }),
    ...(text('inReplyTo') !== '' && { inReplyTo: text('inReplyTo') }),
  }
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
