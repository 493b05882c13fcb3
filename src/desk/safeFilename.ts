import type { AttachmentNote, AttachmentWarning } from '../domain/email'

/** Longer names are cut; every system takes so many characters. */
const LONGEST = 100
/** What a double click could run, or a browser show as a page: it is saved under a name that does neither. */
const NEVER_BY_DOUBLE_CLICK: readonly AttachmentWarning[] = ['program', 'macros', 'page', 'hidden_name']

/** The name to save an attachment under: without folders, control characters or anything that misleads. */
export function safeFilename({ filename, warnings }: Pick<AttachmentNote, 'filename' | 'warnings'>, index: number): string {
  const plain = filename.normalize('NFC').replaceAll(/[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|%;]/gu, '_').replaceAll(/\s+/g, ' ').replace(/^[.\s]+|[.\s]+$/g, '')
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(plain)?.[0] ?? ''
  const stem = [...plain.slice(0, plain.length - ending.length)].slice(0, LONGEST).join('')
  const name = stem === '' ? `attachment-${index + 1}${ending}` : `${stem}${ending}`
  return warnings.some((warning) => NEVER_BY_DOUBLE_CLICK.includes(warning)) ? `${name}.unsafe` : name
}
