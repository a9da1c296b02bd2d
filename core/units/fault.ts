/** The world failing: a disk, a network, a peer. Carries a code for machines and the cause for people. */
export class Fault extends Error {
  readonly code: string
  constructor(code: string, options: { cause?: unknown; detail?: string } = {}) {
    super(options.detail ? `${code}: ${options.detail}` : code, { cause: options.cause })
    this.name = 'Fault'
    this.code = code
  }
}
