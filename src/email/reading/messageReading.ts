import { z } from 'zod'
import { BOUNCE_CAUSES } from '../../domain/acknowledgement'
import { ATTACHMENT_TYPES, ATTACHMENT_WARNINGS, PROTECTIONS, TEXT_KINDS } from '../../domain/email'
import { AUTHENTICATIONS, SECTORS, SENDER_FLAGS, STANDINGS } from '../../domain/senderStanding'

export const AddressSchema = z.object({ address: z.string(), name: z.string() })

/** What a mail system tells of an acknowledgement of ours, named by its Message-ID in lower case. */
const DeliveryReportSchema = z.object({
  acknowledgement: z.string(),
  action: z.enum(['failed', 'delayed', 'other']),
  /** Of a failure. */
  cause: z.enum(BOUNCE_CAUSES).optional(),
})
export type DeliveryReport = z.infer<typeof DeliveryReportSchema>

const said = z.string().exactOptional()
const SenderStandingSchema = z.object({
  standing: z.enum(STANDINGS),
  authentication: z.enum(AUTHENTICATIONS),
  sector: z.enum(SECTORS).exactOptional(),
  flags: z.array(z.enum(SENDER_FLAGS)).readonly(),
  listVersion: z.string(),
  details: z.object({ domain: said, wireDomain: said, body: said, imitates: said, replyDomain: said }),
})

/** What the reading process hands back: bounded texts and notes, never the message's bytes. */
export const MessageReadingSchema = z.object({
  /** Top-level header lines in order: names in lower case, values unfolded. */
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Absent when the message names no sender at all. */
  from: AddressSchema.optional(),
  /** Everybody whom the message names as its sender, or as whom to answer. */
  addressing: z.object({ from: z.array(AddressSchema), sender: z.array(AddressSchema), replyTo: z.array(AddressSchema) }).optional(),
  messageId: z.string().optional(),
  inReplyTo: z.string().optional(),
  references: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  /** What of `text` is new; empty where there is none. */
  parts: z.array(z.object({ kind: z.enum(TEXT_KINDS), start: z.number(), end: z.number() })),
  attachments: z.array(z.object({
    filename: z.string(), contentType: z.string(), size: z.number(), type: z.enum(ATTACHMENT_TYPES), warnings: z.array(z.enum(ATTACHMENT_WARNINGS)),
  })),
  protection: z.enum(PROTECTIONS).optional(),
  /** The secure portal that the message is a notice of. */
  portal: z.string().optional(),
  report: DeliveryReportSchema.optional(),
  /** How far it can be believed about who sent it; absent when nothing at all could be read. */
  senderStanding: SenderStandingSchema.optional(),
  /** A code: the message, or its words, could not be read. */
  unreadable: z.string().optional(),
})

export type MessageReading = z.infer<typeof MessageReadingSchema>
export type HeaderLine = MessageReading['headers'][number]
