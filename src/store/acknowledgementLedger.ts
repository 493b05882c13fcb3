import type { Connection } from 'mongoose'
import type { AcknowledgementLedger, ClaimedAcknowledgement, ClaimedText, TextLedger } from '../acknowledgement/ports'
import type { Clock } from '../domain/clock'
import { AcknowledgementClaims } from './acknowledgementClaims'
import type { AcknowledgementDocument } from './documents/acknowledgementDocument'
import type { IntakeDocument } from './intakeDocument'
import type { Sealer } from './seal'
import { SEALED_FIELDS } from './toIntake'

/** The acknowledgements that messages owe. */
export class StoredAcknowledgementLedger extends AcknowledgementClaims<ClaimedAcknowledgement> implements AcknowledgementLedger {
  constructor(connection: Connection, sealer: Sealer, now: Clock) {
    super(connection, now, 'email', ({ _id, reference, receivedAt, acknowledgement }, claim) => {
      const { to, messageId, inReplyTo, references, doubts, language, onceFor } = acknowledgement as Required<AcknowledgementDocument>
      return Object.freeze({
        claim,
        reference,
        language: language ?? 'en',
        receivedAt,
        to: sealer.unsealText(_id, SEALED_FIELDS.recipient, to),
        messageId,
        references: references ?? [],
        ...(inReplyTo && { inReplyTo }),
        ...(onceFor && { onceFor }),
        doubts,
      })
    })
  }
}

/** The texts that calls owe whose callers asked for the reference by text. */
export class StoredTextLedger extends AcknowledgementClaims<ClaimedText> implements TextLedger {
  constructor(connection: Connection, sealer: Sealer, now: Clock) {
    super(connection, now, 'phone', ({ _id, reference, receivedAt, acknowledgement, telephony }: IntakeDocument, claim) => {
      const { state, to, doubts, language, sentAt } = acknowledgement as Required<AcknowledgementDocument>
      return Object.freeze({
        claim, reference, receivedAt, language, doubts,
        ...(state === 'sent' && { sentAt }),
        to: sealer.unsealText(_id, SEALED_FIELDS.recipient, to),
        askedAt: telephony!.textAskedAt!,
      })
    })
  }
}
