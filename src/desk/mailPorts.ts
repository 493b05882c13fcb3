import type { AttachmentNote } from '../domain/email'

/** Messages and what was attached to them, as they came. Implemented by src/compose/mailFiles.ts. */
export interface MailFiles {
  /** Undefined for an enquiry that is none, or came otherwise. */
  openOriginal(intakeId: string): Promise<Buffer | undefined>
  /**
   * @param index counted from 0, in the order of the enquiry's attachments
   * @returns undefined when there is no such attachment
   * @throws when it cannot be taken out of its message
   */
  openAttachment(intakeId: string, index: number): Promise<{ readonly note: AttachmentNote; readonly bytes: Buffer } | undefined>
}
