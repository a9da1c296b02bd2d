import type { ButtonHTMLAttributes, Ref } from 'react'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  variant?: 'primary' | 'secondary' | 'ghost' | 'buy' | 'sell' | 'danger'
  size?: 's' | 'm' | 'l'
  /** Work goes on: the button keeps its width, says so, and takes no second click. */
  pending?: boolean
  block?: boolean
  icon?: IconName
  ref?: Ref<HTMLButtonElement>
}

export function Button({
  variant = 'secondary',
  size = 'm',
  pending = false,
  block = false,
  icon,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      // A pending submit stays focusable; the form itself ignores the second submit.
      type={pending && type === 'submit' ? 'button' : type}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={pending ? undefined : onClick}
      className={buttonClass({ variant, size, block }, className)}
    >
      {pending ? <span className="k-spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  )
}

type Look = Pick<ButtonProps, 'variant' | 'size' | 'block'>

/** The look of a button for links that lead to a page. */
export const buttonClass = (
  { variant = 'secondary', size = 'm', block = false }: Look,
  more?: string,
): string => classNames('k-button', `is-${variant}`, `is-size-${size}`, block && 'is-block', more)

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  icon: IconName
  /** What the button does; also its tooltip. */
  label: string
  size?: 's' | 'm'
  filled?: boolean
}

export function IconButton({ icon, label, size = 'm', filled = false, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={classNames('k-icon-button', `is-size-${size}`, className)}
    >
      <Icon name={icon} size={size === 's' ? 14 : 18} filled={filled} />
    </button>
  )
}
