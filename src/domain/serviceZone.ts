/** The clock that the service goes by, whatever the machine's zone. */
export const SERVICE_ZONE = 'Europe/London'
