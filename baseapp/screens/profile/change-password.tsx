import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Notice, Panel, PasswordField, toast } from '../../../web/kit/index.ts'
import { call, errorText, resourceApi } from '../../api/index.ts'
import { errorsByField, isPasswordAllowed, NewPasswordField } from '../../identity/index.ts'

const patterns = {
  current: [
    'resource.password.prev_pass_not_correct',
    'resource.user.missing_old_password',
    'resource.user.empty_old_',
  ],
  next: [
    'password.',
    'resource.password.no_change_provided',
    'resource.user.missing_new_',
    'resource.user.empty_new_',
  ],
  again: ['resource.password.doesnt_match', 'resource.user.missing_confirm_', 'resource.user.empty_confirm_'],
}
const blank = { current: '', next: '', again: '' }

export function ChangePassword() {
  const [entered, setEntered] = useState(blank)
  const [tried, setTried] = useState(false)
  const change = useMutation({
    mutationFn: () =>
      call(resourceApi.changePassword, {
        old_password: entered.current,
        new_password: entered.next,
        confirm_password: entered.again,
      }),
    onSuccess() {
      setEntered(blank)
      setTried(false)
      toast('success', 'Password changed', 'All other sessions were signed out.')
    },
  })
  const errors = errorsByField(change.error, patterns)
  const isReady = isPasswordAllowed(entered.next) && entered.next === entered.again
  return (
    <Panel title="Password">
      <form
        className="profile-form"
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (isReady && !change.isPending) change.mutate()
        }}
      >
        {errors.form && <Notice tone="bad">{errors.form}</Notice>}
        <PasswordField
          label="Current password"
          autoComplete="current-password"
          required
          value={entered.current}
          error={errors.current}
          onChange={(event) => setEntered({ ...entered, current: event.target.value })}
        />
        <NewPasswordField
          label="New password"
          value={entered.next}
          error={
            errors.next ??
            (tried && !isPasswordAllowed(entered.next) ? 'The rules below are not met yet.' : '')
          }
          onValue={(next) => setEntered({ ...entered, next })}
        />
        <PasswordField
          label="Repeat the new password"
          autoComplete="new-password"
          required
          value={entered.again}
          error={
            errors.again ??
            (tried && entered.again !== entered.next ? errorText('resource.password.doesnt_match') : '')
          }
          onChange={(event) => setEntered({ ...entered, again: event.target.value })}
        />
        <div>
          <Button variant="primary" type="submit" pending={change.isPending}>
            Change password
          </Button>
        </div>
      </form>
    </Panel>
  )
}
