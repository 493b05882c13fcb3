import { cleanName, endingOf } from '../../domain/attachmentName'
import { joinedHidden, type ShownWords } from './shownWords'
import { type MimeContent, takeApart } from './takeApart'
import { wordsOfMessage } from './wordsOfMessage'

/** Messages within messages within these are not opened, nor more of them than so many. */
const MOST_DEEP = 3
const MOST_READ = 20

export interface AttachedWords extends ShownWords {
  /** Whether all of it was read. */
  readonly all: boolean
}

/** The words of the messages that are attached to one, each under a mark that says it was forwarded. */
export async function attachedMessages({ attached, attachments }: MimeContent): Promise<AttachedWords> {
  const budget = { left: MOST_READ }
  const read = await Promise.all(attached.map(async (one) => readOne(one, 1, budget)))
  // Outlook's own form of a saved message: not opened here.
  const isForeign = attachments.some(({ type, filename }) => type === 'message' && endingOf(cleanName(filename)) === 'msg')
  return joined(read, !isForeign)
}

async function readOne({ bytes, whole }: MimeContent['attached'][number], depth: number, budget: { left: number }): Promise<AttachedWords> {
  budget.left -= 1
  if (depth > MOST_DEEP || budget.left < 0) return { text: '', all: false }
  const content = await takeApart(bytes)
  const words = await wordsOfMessage(content)
  const inner = await Promise.all(content.attached.map(async (one) => readOne(one, depth + 1, budget)))
  const own = `\n\n---------- Forwarded message ---------\nFrom: ${content.from?.name ?? ''} <${content.from?.address ?? ''}>\nSubject: ${content.subject}\n\n${words.text}`
  return joined([{ ...words, text: own, all: whole && (words.unreadable ?? content.unreadable) === undefined }, ...inner], true)
}

const joined = (read: readonly AttachedWords[], all: boolean): AttachedWords =>
  ({ text: read.map(({ text }) => text).join(''), ...joinedHidden(read), all: all && read.every((one) => one.all) })
