import assert from 'node:assert/strict'
import { test } from 'node:test'
import { grouped, otpSecretOf } from './otp-secret.ts'

test('the secret is read wherever it stands in the address', () => {
  assert.equal(otpSecretOf('otpauth://totp/OPEX:a@b.c?secret=JBSWY3DP&issuer=OPEX'), 'JBSWY3DP')
  assert.equal(otpSecretOf('otpauth://totp/OPEX?issuer=OPEX&secret=jbswy3dp'), 'JBSWY3DP')
  assert.equal(otpSecretOf('otpauth://totp/OPEX?issuer=OPEX'), undefined)
  assert.equal(otpSecretOf('otpauth://totp/secret=ABC'), undefined)
})

test('it is shown in groups of four', () => {
  assert.equal(grouped('JBSWY3DPEH'), 'JBSW Y3DP EH')
  assert.equal(grouped('JBSW'), 'JBSW')
})
