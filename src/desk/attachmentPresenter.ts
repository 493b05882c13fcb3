import type { AttachmentNote, AttachmentType, AttachmentWarning } from '../domain/email'
import { withoutTurns } from './highlight'
import { paths } from './paths'

export interface AttachmentView {
  readonly name: string
  /** What it is, and how large. */
  readonly kind: string
  readonly warnings: readonly string[]
  /** Where it can be saved from; absent when that is nobody's business. */
  readonly href: string | undefined
}

const TYPE_WORDS: Readonly<Record<AttachmentType, string>> = {
  pdf: 'PDF', image: 'Picture', sound: 'Sound', video: 'Film', document: 'Office document', archive: 'Archive of files', program: 'Program',
  page: 'Web page', text: 'Text', message: 'Message', winmail: 'Outlook’s own packing (winmail.dat)', unknown: 'Kind not known',
}

const WARNING_WORDS: Readonly<Record<AttachmentWarning, string>> = {
  program: 'It is, or calls itself, a program. Do not open it.',
  macros: 'It can carry small programs (macros). Do not enable them.',
  archive: 'What lies in it was not looked at.',
  page: 'A web page can run programs and ask for passwords. Do not open it in a browser.',
  unfamiliar: 'It is not of a kind that we know to be harmless. Do not open it unless the sender, asked by telephone, says what it is; it is saved with “.unsafe” at the end of its name.',
  mismatch: 'It is not what its name or label says.',
  hidden_name: 'Its name is made to be misread.',
  locked: 'It is locked by a password, so that no scanner saw into it.',
  winmail: 'Words and files may be hidden in it that only Outlook, or a program for such files, can open.',
}

/** What was attached, with what somebody must know before they open it. */
export const attachmentViews = (intakeId: string, attachments: readonly AttachmentNote[], maySave: boolean): readonly AttachmentView[] =>
  attachments.map(({ filename, size, type, warnings }, index) => ({
    name: filename.trim() === '' ? `Attachment ${index + 1}, without a name` : withoutTurns(filename),
    kind: `${TYPE_WORDS[type]}, ${sizeWords(size)}`,
    warnings: warnings.map((warning) => WARNING_WORDS[warning]),
    href: maySave ? paths.attachment(intakeId, String(index + 1)) : undefined,
  }))

export const sizeWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
