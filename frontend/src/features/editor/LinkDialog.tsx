import { Trans, useLingui } from "@lingui/react/macro";
import type { Editor } from "@tiptap/core";
import { useState } from "react";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/TextField";
import { onEnter } from "./on-enter";

type Props = { editor: Editor; open: boolean; onClose: () => void };

/** Asks where the chosen words are to lead; without any, the address stands for itself. */
export function LinkDialog({ editor, open, onClose }: Props) {
  const { t } = useLingui();
  const [address, setAddress] = useState("");
  const [wrong, setWrong] = useState(false);
  const close = () => {
    setAddress("");
    setWrong(false);
    onClose();
    editor.commands.focus();
  };
  const insert = () => {
    const href = addressOf(address);
    if (!href) return setWrong(true);
    const text = { type: "text", text: href, marks: [{ type: "link", attrs: { href } }] };
    const { empty } = editor.state.selection;
    if (empty) editor.chain().insertContent(text).run();
    else editor.chain().setLink({ href }).run();
    close();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t`Vart ska länken leda?`}
      actions={
        <>
          <Button variant="primary" onClick={insert}>
            <Trans>Lägg till länken</Trans>
          </Button>
          <Button onClick={close}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <TextField
        name="link-address"
        label={t`Adress`}
        hint={t`En webbadress, till exempel www.alvsala.se, eller en e-postadress.`}
        value={address}
        onChange={setAddress}
        inputMode="url"
        autoComplete="off"
        onKeyDown={onEnter(insert)}
        error={wrong ? t`Skriv en webbadress eller en e-postadress.` : undefined}
      />
    </Dialog>
  );
}

/** The address that somebody means, of a kind that the server lets through; undefined for anything else. */
export function addressOf(written: string): string | undefined {
  const text = written.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${text}`;
  const whole = /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(whole) ? new URL(whole) : undefined;
  if (!url || !["https:", "http:", "mailto:"].includes(url.protocol)) return undefined;
  return url.protocol === "mailto:" || url.hostname.includes(".") ? url.href : undefined;
}
