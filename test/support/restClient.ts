import twilio from 'twilio'
import type RequestClient from 'twilio/lib/base/RequestClient'

/** The SDK's own client, sent to another origin than Twilio's. */
export function clientOf(origin: string, accountSid: string, authToken: string): twilio.Twilio {
  class Elsewhere extends twilio.RequestClient {
    override async request<TData>(options: RequestClient.RequestOptions<TData>) {
      return super.request<TData>({ ...options, uri: options.uri.replace('https://api.twilio.com', origin) })
    }
  }
  return twilio(accountSid, authToken, { httpClient: new Elsewhere() })
}
