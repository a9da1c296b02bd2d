// Kit: the parts that every screen is made of. It knows how things look and behave, and nothing about exchanges.
import './tokens.css'
import './base.css'
import './kit.css'
export { Button, buttonClass, IconButton } from './button.tsx'
export { classNames } from './class-names.ts'
export { ConfirmDialog, Dialog } from './dialog.tsx'
export { CheckField, Field, NumberField, PasswordField, SelectField, TextField } from './field.tsx'
export {
  clockText,
  compact,
  dateTimeText,
  decimal,
  decimalOfNumber,
  decimalText,
  directionOf,
  sentDecimal,
  unitsOf,
} from './format.ts'
export { Icon, type IconName } from './icon.tsx'
export { Badge, Change, CopyButton, EmptyState, Key, Notice, Panel } from './small.tsx'
export { DataTable, Pager, Skeleton, type Column } from './table.tsx'
export { TabPanel, Tabs } from './tabs.tsx'
export { setTheme, useTheme, type Theme } from './theme.ts'
export { toast, Toasts } from './toast.tsx'
