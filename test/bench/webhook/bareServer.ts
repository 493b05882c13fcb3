import express, { type Request } from 'express'
import { MongoClient } from 'mongodb'
import { validateRequest } from 'twilio/lib/webhooks/webhooks'
import { TEST_SETTINGS } from '../../support/settings'

/**
 * The least that could answer a webhook honestly: Express 5, the signature check, one majority write (a call's first
 * webhook inserts its document, a later one adds to it), the shortest TwiML. Started with the address of its database;
 * prints its port.
 */
async function main(): Promise<void> {
  const client = await new MongoClient(process.argv[2] ?? '').connect()
  const calls = client.db().collection('calls')
  const writeConcern = { w: 'majority', j: true } as const
  const app = express()
  app.use(express.urlencoded({ extended: false }))
  app.post('/twilio/:step', async (request: Request<{ step: string }, string, Record<string, string>>, response) => {
    const url = TEST_SETTINGS.PUBLIC_BASE_URL + request.originalUrl
    const signature = request.get('x-twilio-signature') ?? ''
    if (!validateRequest(TEST_SETTINGS.TWILIO_AUTH_TOKEN, signature, url, request.body)) throw new Error('The signature is wrong.')
    const { CallSid, From } = request.body
    const { step } = request.params
    const at = new Date()
    if (step === 'voice') {
      await calls.insertOne({ _id: CallSid as never, from: From, receivedAt: at }, { writeConcern })
    } else {
      await calls.updateOne({ _id: CallSid as never }, { $push: { events: { step, at } } as never }, { writeConcern })
    }
    response.type('text/xml').send('<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>')
  })
  const server = app.listen(0, '127.0.0.1', () => {
    const address = server.address()
    console.log(`port ${typeof address === 'object' && address ? address.port : 0}`)
  })
}

void main()
