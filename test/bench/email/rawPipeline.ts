import { ImapFlow } from 'imapflow'
import { simpleParser } from 'mailparser'
import { MongoClient } from 'mongodb'
import { FIRST_LETTER } from './messages'
import { runSide } from './side'

const MESSAGES_A_BATCH = 50
const WRITE_CONCERN = { w: 'majority', j: true } as const

/**
 * The least that takes mail in durably: batches of messages, the usual parser, and one durable insert a message with its
 * bytes and its words. No duplicates told, nothing encrypted, nothing flagged or moved.
 */
runSide(async ({ mongodbUri, imapUrl }) => {
  const client = await new MongoClient(mongodbUri).connect()
  const mail = client.db().collection('mail')
  await simpleParser(FIRST_LETTER)
  return {
    run: async () => {
      const { hostname, port, username, password } = new URL(imapUrl)
      const imap = new ImapFlow({ host: hostname, port: Number(port), secure: false, auth: { user: username, pass: password }, logger: false })
      await imap.connect()
      await imap.mailboxOpen('INBOX')
      const uids = await imap.search({ all: true }, { uid: true }) || []
      for (let start = 0; start < uids.length; start += MESSAGES_A_BATCH) {
        const messages = await imap.fetchAll(uids.slice(start, start + MESSAGES_A_BATCH).join(','), { uid: true, source: true }, { uid: true })
        // An insert is under way while the next message is parsed.
        await Promise.all(messages.map(async ({ uid, source = Buffer.alloc(0) }) => {
          const { subject, from, text, messageId } = await simpleParser(source)
          await mail.insertOne({ uid, raw: source, subject, from: from?.text, text, messageId }, { writeConcern: WRITE_CONCERN })
        }))
      }
      imap.close()
    },
    close: async () => client.close(),
  }
})
