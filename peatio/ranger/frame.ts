/** A whole websocket text frame of a server, ready for any number of sockets: header and payload, unmasked. */
export function textFrame(payload: string): Buffer {
  const length = Buffer.byteLength(payload)
  const headerBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headerBytes + length)
  writeHeader(frame, length)
  frame.write(payload, headerBytes)
  return frame
}

/** RFC 6455 §5.2: FIN and opcode 1, then the length in 7, 16 or 64 bits. */
function writeHeader(frame: Buffer, length: number): void {
  frame[0] = 0x81
  if (length < 126) frame[1] = length
  else if (length < 65_536) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
}

/** The frame of a stream's message: one key a frame, since clients read only the first. */
export const streamFrame = (stream: string, payload: unknown): Buffer =>
  textFrame(JSON.stringify({ [stream]: payload }))
