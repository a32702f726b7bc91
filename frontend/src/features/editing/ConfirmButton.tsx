import { Trans } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { Button, type ButtonVariant } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import styles from "./Editing.module.css";

type Props = {
  /** What the button says, and the one in the dialog that does it. */
  label: string;
  title: string;
  /** Which of several it is about, where their buttons say the same. Heard after the label. */
  about?: string;
  /** What it means, before it is done. */
  children: ReactNode;
  variant?: ButtonVariant;
  busy?: boolean;
  disabled?: boolean;
  onConfirm: () => void;
};

/** A button that asks once more before something that others will notice. */
export function ConfirmButton({
  label,
  title,
  about,
  children,
  variant = "secondary",
  onConfirm,
  ...state
}: Props) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const confirm = () => {
    close();
    onConfirm();
  };
  return (
    <>
      <Button
        variant={variant}
        {...state}
        {...(about ? { "aria-label": `${label}: ${about}` } : {})}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={title}
        actions={
          <>
            <Button variant={variant === "danger" ? "danger" : "primary"} onClick={confirm}>
              {label}
            </Button>
            <Button onClick={close}>
              <Trans>Avbryt</Trans>
            </Button>
          </>
        }
      >
        <div className={styles.words}>{children}</div>
      </Dialog>
    </>
  );
}
