import type { Connection } from 'mongoose'
import type { Acknowledgement } from '../domain/acknowledgement'
import type { Clock } from '../domain/clock'
import type { EmailContact } from '../domain/email'
import type { AcknowledgedIntake, EmailIntakes, Insertion, NamedIntake, NewEmailIntake } from '../email/intakePorts'
import type { DeliveryReport } from '../email/reading/messageReading'
import { noteDeliveryReport } from './deliveryReports'
import { insertIntake } from './insertIntake'
import { DURABLE, insertTogether } from './writeTogether'
import type { AcknowledgementDocument } from './documents/acknowledgementDocument'
import type { EmailDocument } from './documents/emailDocument'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { newIntakeDocument } from './newIntakeDocument'
import type { Sealer } from './seal'
import { namedOf, suggestSameMessages } from './sameMessages'
import { senderHash } from './senderHash'
import { leadToFirst, StoredThreads } from './threads'
import { SEALED_FIELDS } from './toIntake'

/** Enquiries that came as mail. Addresses, subject, words and file names are sealed; ids and sizes are not. */
export class StoredEmailIntakes implements EmailIntakes {
  private readonly intakes: IntakeModel
  private readonly threads: StoredThreads

  /** @param settings.demonstration what comes in is invented, and marked so; never decided by the message itself */
  constructor(
    connection: Connection,
    private readonly sealer: Sealer,
    private readonly now: Clock,
    private readonly settings: { readonly demonstration?: boolean } = {},
  ) {
    this.intakes = intakeModel(connection)
    this.threads = new StoredThreads(this.intakes, sealer)
  }

  idFor(sha256: string): string {
    return this.sealer.lookupHash('email', sha256)
  }

  async existing(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await this.intakes.find({ _id: { $in: ids } }, { _id: 1 }).lean<{ _id: string }[]>()
    return new Set(found.map(({ _id }) => _id))
  }

  async findAcknowledged(messageIds: readonly string[], from: string | undefined): Promise<readonly AcknowledgedIntake[]> {
    return this.threads.findAcknowledged(messageIds, from)
  }

  async findByReference(references: readonly string[]): Promise<readonly NamedIntake[]> {
    return this.threads.findByReference(references)
  }

  async noteReport(report: DeliveryReport): Promise<void> {
    await noteDeliveryReport(this.intakes, report, this.now())
  }

  async insert(intakes: readonly NewEmailIntake[]): Promise<readonly Insertion[]> {
    const insertions = intakes.map((): Insertion => 'inserted')
    const documents = intakes.map((intake) => this.toDocument(intake))
    await Promise.all((await insertTogether(this.intakes.db, this.intakes.collection.collectionName, documents)).map(async (place) => {
      insertions[place] = await this.insertAlone(documents[place]!)
    }))
    await leadToFirst(this.intakes, documents.flatMap(({ joinedTo }) => joinedTo ?? []))
    return insertions
  }

  async suggestSame(made: readonly NewEmailIntake[], met: readonly string[]): Promise<void> {
    const named = made.map(({ id, receivedAt, email: { messageId, from } }) => ({ id, receivedAt, messageId: from && messageId }))
    await suggestSameMessages(this.intakes, [...named, ...(await namedOf(this.intakes, met))])
  }

  private async insertAlone(document: IntakeDocument): Promise<Insertion> {
    try {
      const inserted = await insertIntake(async (one) => this.intakes.collection.insertOne(one as never, DURABLE), document)
      return inserted === undefined ? 'already_there' : 'inserted'
    } catch (failure) {
      return { failure }
    }
  }

  private toDocument({ id, receivedAt, email, acknowledgement, owedTasks, thread, contentDigest }: NewEmailIntake): IntakeDocument {
    return newIntakeDocument({
      id,
      receivedAt,
      now: this.now(),
      owedTasks,
      demonstration: this.settings.demonstration ?? false,
      acknowledgement: { ...this.acknowledgementDocument(id, acknowledgement), ...this.onceFor(acknowledgement, email, contentDigest) },
      contact: { email: { ...this.emailDocument(id, email), ...(contentDigest !== undefined && { contentHash: this.sealer.lookupHash('content', contentDigest) }) } },
      thread,
    })
  }

  /** Without a Message-ID or words to compare, nothing tells that two messages are one. */
  private onceFor({ to }: Acknowledgement, { messageId }: EmailContact, contentDigest: string | undefined): Pick<AcknowledgementDocument, 'onceFor'> {
    if (to === undefined || messageId === undefined || contentDigest === undefined) return {}
    return { onceFor: this.sealer.lookupHash('acknowledged', JSON.stringify([messageId, to.toLowerCase(), contentDigest])) }
  }

  private emailDocument(id: string, { from, senderStanding, subject, text, parts, attachments, ...facts }: EmailContact): EmailDocument {
    return {
      ...facts,
      subject: this.sealer.seal(id, SEALED_FIELDS.subject, subject),
      text: this.sealer.seal(id, SEALED_FIELDS.text, text),
      parts: this.sealer.sealJson(id, SEALED_FIELDS.parts, parts),
      attachments: this.sealer.sealJson(id, SEALED_FIELDS.attachments, attachments),
      ...(senderStanding && { senderStanding: { ...senderStanding, details: this.sealer.sealJson(id, SEALED_FIELDS.senderDetails, senderStanding.details) } }),
      ...(from && { from: this.sealer.sealJson(id, SEALED_FIELDS.sender, from), fromHash: senderHash(this.sealer, from.address) }),
    }
  }

  private acknowledgementDocument(id: string, { to, references, ...facts }: Acknowledgement): AcknowledgementDocument {
    return {
      ...facts,
      ...(references && { references: [...references] }),
      ...(to !== undefined && { to: this.sealer.seal(id, SEALED_FIELDS.recipient, to), toHash: senderHash(this.sealer, to) }),
    }
  }
}
