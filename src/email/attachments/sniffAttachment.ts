import { filetypename } from 'magic-bytes.js'
import { cleanName, endingOf } from '../../domain/attachmentName'
import type { AttachmentType, AttachmentWarning } from '../../domain/email'
import { HARMLESS_EXTENSIONS, HARMLESS_TYPES, MACRO_EXTENSIONS, TYPE_BY_EXTENSION, TYPE_BY_SIGNATURE, typeByLabel } from './attachmentKinds'

/** How much of an attachment is looked at, from each end, in bytes. A zip lists what it holds at its end. */
export const HEAD_BYTES = 4_096
export const TAIL_BYTES = 65_536

interface AttachmentEnds {
  readonly head: Buffer
  /** The last bytes; of a short attachment the same as its head. */
  readonly tail: Buffer
  readonly filename: string
  readonly contentType: string
}

export interface Sniffed {
  readonly type: AttachmentType
  readonly warnings: readonly AttachmentWarning[]
}

/**
 * What an attachment is by its bytes, and what is dangerous or untrue about it, under the name that it is offered by.
 * Nothing in it is ever run or unpacked.
 */
export function sniffAttachment(ends: AttachmentEnds): Sniffed {
  const offered = cleanName(ends.filename)
  const extension = endingOf(offered)
  const named = TYPE_BY_EXTENSION.get(extension)
  const type = typeByBytes(ends, extension)
  const either = (wanted: AttachmentType): boolean => type === wanted || named === wanted
  const warnings: readonly (readonly [AttachmentWarning, boolean])[] = [
    ['program', either('program')],
    ['macros', MACRO_EXTENSIONS.has(extension) || holdsMacros(ends, extension)],
    ['archive', either('archive')],
    ['page', either('page')],
    ['mismatch', [named, typeByLabel(ends.contentType)].some((said) => said !== undefined && isUntrue(said, type))],
    ['hidden_name', isNameHidden(ends.filename) || hasTwoEndings(offered)],
    ['locked', isLockedZip(ends.head)],
    ['winmail', type === 'winmail'],
  ]
  const found = warnings.flatMap(([warning, holds]) => (holds ? [warning] : []))
  const isExplained = SAYS_WHAT_IT_IS.some((warning) => found.includes(warning))
  return { type, warnings: isExplained || isFamiliar(ends, extension, type) ? found : ['unfamiliar', ...found] }
}

/** Warnings that tell more than that a kind is not known. */
const SAYS_WHAT_IT_IS: readonly AttachmentWarning[] = ['program', 'macros', 'archive', 'page', 'winmail']

/** Numbers behind a dot are a date or a version, and no program's. */
const isFamiliar = ({ head }: AttachmentEnds, extension: string, type: AttachmentType): boolean =>
  /^\d*$/.test(extension) ? head.length === 0 || HARMLESS_TYPES.has(type) : HARMLESS_EXTENSIONS.has(extension)

const startsWith = (bytes: Buffer, hex: string): boolean => bytes.subarray(0, hex.length / 2).toString('hex') === hex

const TNEF = '789f3e22'
const SHORTCUT = '4c000000011402'
const OLE = 'd0cf11e0a1b11ae1'
const ZIP = '504b0304'
const MACH_O = ['cafebabe', 'cffaedfe', 'cefaedfe', 'feedfacf', 'feedface']

function typeByBytes({ head, tail }: AttachmentEnds, extension: string): AttachmentType {
  if (startsWith(head, TNEF)) return 'winmail'
  if (startsWith(head, '4d5a') || startsWith(head, SHORTCUT) || startsWith(head, '2321') || MACH_O.some((magic) => startsWith(head, magic))) return 'program'
  if (startsWith(head, ZIP)) return zipType(head, tail)
  // Installers, messages and old office files are all of this kind; their insides are not looked into.
  if (startsWith(head, OLE)) return TYPE_BY_EXTENSION.get(extension) === 'program' ? 'program' : extension === 'msg' ? 'message' : 'document'
  const [known] = filetypename(head).flatMap((name) => TYPE_BY_SIGNATURE.get(name) ?? [])
  if (known) return known
  if (isPage(head)) return 'page'
  return isText(head) ? 'text' : 'unknown'
}

function zipType(head: Buffer, tail: Buffer): AttachmentType {
  const holds = (name: string): boolean => head.includes(name) || tail.includes(name)
  if (holds('META-INF/MANIFEST.MF') || holds('AndroidManifest.xml')) return 'program'
  const isOffice = holds('[Content_Types].xml') && ['word/', 'xl/', 'ppt/', 'visio/'].some(holds)
  return isOffice || holds('mimetypeapplication/vnd.oasis') ? 'document' : 'archive'
}

/** Old office files are taken to hold macros: where in them they would lie cannot be known from their ends. */
const holdsMacros = ({ head, tail }: AttachmentEnds, extension: string): boolean =>
  (startsWith(head, OLE) && !['msg', 'msi', 'msp'].includes(extension)) || (startsWith(head, ZIP) && (head.includes('vbaProject') || tail.includes('vbaProject')))

/** The first bit of the flags of the first file in it. */
const isLockedZip = (head: Buffer): boolean => startsWith(head, ZIP) && head.length > 6 && ((head[6] ?? 0) & 1) === 1

const PAGE_BEGINS = /^<(!doctype html|html|head|body|script|svg|iframe|meta|\?xml)/i

/** Comments may stand before it. One that does not end within what is looked at may hide a page. */
function isPage(head: Buffer): boolean {
  const text = head.toString('utf8')
  let place = skipSpace(text, text.startsWith('\uFEFF') ? 1 : 0)
  while (text.startsWith('<!--', place)) {
    const end = text.indexOf('-->', place + 4)
    if (end < 0) return true
    place = skipSpace(text, end + 3)
  }
  return PAGE_BEGINS.test(text.slice(place, place + 20))
}

function skipSpace(text: string, from: number): number {
  let place = from
  while (/\s/.test(text.charAt(place))) place++
  return place
}

/** Without the control characters that no text holds. A loop: asked byte by byte of a function it took four times as long. */
function isText(head: Buffer): boolean {
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 27)) return false
  return head.length > 0
}

/** What is said is untrue where the bytes are surely something else. Text says little: a note may call itself anything but a picture. */
function isUntrue(said: AttachmentType, found: AttachmentType): boolean {
  if (found === 'unknown' || said === found) return false
  if (found === 'text') return ['pdf', 'image', 'sound', 'video', 'archive'].includes(said)
  // A sound and a film may lie in the same kind of file; a page may be sent as plain text.
  const pair = new Set([said, found])
  return !(pair.has('sound') && pair.has('video')) && !(said === 'text' && found === 'page') && !(said === 'message' && found === 'document')
}

/** Characters that turn the direction, or an ending far to the right. */
const isNameHidden = (filename: string): boolean =>
  /[\u202A-\u202E\u2066-\u2069\u200E\u200F]/.test(filename) || /\s{5,}/.test(filename)

/** One before the true one looks like it. */
const hasTwoEndings = (offered: string): boolean => /\.(pdf|docx?|xlsx?|jpe?g|png|txt|rtf|mp3|mp4)[\s.]*\.([a-z0-9]{2,4})$/i.test(offered)
