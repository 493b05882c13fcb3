/** An ONNX network that is one loop without an end: it opens, and whoever reads with it is never answered, nor hears its own clock. */
export const endlessNetwork = Buffer.from(
  'CAg6qQIK0QEKAAoGYWx3YXlzCgR6ZXJvEglzZW50ZW5jZXMiBExvb3AqrQEKBGJvZHkyoQEKFwoEY19pbhIFY19vdXQiCElkZW50aXR5ChkKBHhfaW4KBW9uZV9i' +
  'EgV4X291dCIDQWRkEgFiKhEIARABIgQAAIA/QgVvbmVfYloLCgFpEgYKBAgHEgBaDgoEY19pbhIGCgQICRIAWhIKBHhfaW4SCgoICAESBAoCCAFiDwoFY19vdXQS' +
  'BgoECAkSAGITCgV4X291dBIKCggIARIECgIIAaABBRIBZyoNEAkqAQFCBmFsd2F5cyoQCAEQASIEAAAAAEIEemVyb1oWCgNpZHMSDwoNCAcSCQoCCAEKAxIBbmIX' +
  'CglzZW50ZW5jZXMSCgoICAESBAoCCAFCBAoAEA0=', 'base64')
