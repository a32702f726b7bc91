import { Trans } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { Button, type ButtonVariant } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import styles from "./Editing.module.css";

type Props = {
  /** What the button says, and the one in the dialog that does it. */
  label: string;
  title: string;
  /** What it means, before it is done. */
  children: ReactNode;
  variant?: ButtonVariant;
  busy?: boolean;
  disabled?: boolean;
  onConfirm: () => void;
};

/** A button that asks once more before something that others will notice. */
export function ConfirmButton({ label, title, children, variant = "secondary", onConfirm, ...state }: Props) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const confirm = () => {
    close();
    onConfirm();
  };
  return (
    <>
      <Button variant={variant} {...state} onClick={() => setOpen(true)}>
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
