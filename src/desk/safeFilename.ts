import { cleanName } from '../domain/attachmentName'
import type { AttachmentNote, AttachmentWarning } from '../domain/email'

/** What a double click could run, or a browser show as a page: it is saved under a name that does neither. */
const NEVER_BY_DOUBLE_CLICK: readonly AttachmentWarning[] = ['program', 'macros', 'page', 'unfamiliar', 'hidden_name']

/** The name to save an attachment under: without folders, control characters or anything that misleads. */
export function safeFilename({ filename, warnings }: Pick<AttachmentNote, 'filename' | 'warnings'>, index: number): string {
  const name = cleanName(filename) || `attachment-${index + 1}`
  return warnings.some((warning) => NEVER_BY_DOUBLE_CLICK.includes(warning)) ? `${name}.unsafe` : name
}
