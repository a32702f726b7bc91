import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, MouseEvent, Ref } from "react";
import styles from "./Button.module.css";
import { cx } from "./cx";

export type ButtonVariant = "primary" | "secondary" | "plain" | "danger";

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled"> & {
  /** One primary a view. `secondary` for the rest, `plain` inside rows, `danger` for what cannot be undone. */
  variant?: ButtonVariant;
  /** Work is under way: presses do nothing, and assistive technology is told. */
  busy?: boolean;
  /** Stays in the tab order, so that people can find out why; presses do nothing. */
  disabled?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

/** A button. Its type is `button` unless `submit` is asked for. */
export function Button({
  variant = "secondary",
  busy = false,
  disabled = false,
  className,
  onClick,
  ...rest
}: Props) {
  const inert = busy || disabled;
  const press = (event: MouseEvent<HTMLButtonElement>) => (inert ? event.preventDefault() : onClick?.(event));
  return (
    <button
      type="button"
      {...rest}
      className={cx(styles.button, styles[variant], busy && styles.busy, className)}
      aria-disabled={inert || undefined}
      aria-busy={busy || undefined}
      onClick={press}
    />
  );
}

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & {
  variant?: ButtonVariant;
  ref?: Ref<HTMLAnchorElement>;
};

function ButtonAnchor({ variant = "secondary", className, children, ...rest }: LinkProps) {
  return (
    <a {...rest} className={cx(styles.button, styles[variant], className)}>
      {children}
    </a>
  );
}

/** A link that leads to something one does: looks as a button, and is a link. Takes the router's `to`, `params`, `search`. */
export const LinkButton = createLink(ButtonAnchor);
