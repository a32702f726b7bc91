import { Trans, useLingui } from "@lingui/react/macro";
import type { Editor } from "@tiptap/core";
import { useState } from "react";
import { FileChooser, UploadProgress } from "@/features/upload/FileChooser";
import { IMAGE_TYPES, useImageUpload } from "@/features/upload/image";
import type { Upload } from "@/features/upload/use-upload";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Choice";
import { Dialog } from "@/ui/Dialog";
import { FieldFrame } from "@/ui/Field";
import { TextField } from "@/ui/TextField";
import styles from "./Editor.module.css";
import { DECORATIVE } from "./format";
import { onEnter } from "./on-enter";

type Props = { editor: Editor; open: boolean; onClose: () => void };

/** Puts a picture into the text, with words for who does not see it. */
export function PictureDialog({ editor, open, onClose }: Props) {
  const { t } = useLingui();
  const [image, setImage] = useState<Schema["Image"]>();
  const [alt, setAlt] = useState("");
  const [decorative, setDecorative] = useState(false);
  const [tried, setTried] = useState(false);
  const upload = useImageUpload(setImage);
  const close = () => {
    upload.stop();
    setImage(undefined);
    setAlt("");
    setDecorative(false);
    setTried(false);
    onClose();
    editor.commands.focus();
  };
  const insert = () => {
    setTried(true);
    if (!image || (!decorative && !alt.trim())) return;
    const attrs = {
      src: `image:${image.id}`,
      alt: decorative ? "" : alt.trim(),
      title: decorative ? DECORATIVE : null,
    };
    editor.chain().insertContent({ type: "image", attrs }).run();
    close();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t`Lägg till en bild`}
      actions={
        <>
          <Button variant="primary" onClick={insert} busy={upload.share !== undefined}>
            <Trans>Lägg till bilden</Trans>
          </Button>
          <Button onClick={close}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <div className={styles.picture}>
        <Chooser upload={upload} problem={tried && !image ? t`Välj en bild.` : undefined} />
        {image && <img src={image.url} alt={alt} />}
        {!decorative && (
          <TextField
            name="picture-alt"
            label={t`Beskriv bilden i ord`}
            hint={t`För den som inte ser den. Vad föreställer den?`}
            value={alt}
            onChange={setAlt}
            max={300}
            dir="auto"
            autoComplete="off"
            onKeyDown={onEnter(insert)}
            error={tried && !alt.trim() ? t`Beskriv bilden i ord.` : undefined}
          />
        )}
        <Checkbox
          name="picture-decorative"
          label={t`Bilden är bara utsmyckning och behöver ingen beskrivning`}
          checked={decorative}
          onChange={setDecorative}
        />
      </div>
    </Dialog>
  );
}

function Chooser({ upload, problem }: { upload: Upload; problem: string | undefined }) {
  const { t } = useLingui();
  return (
    <>
      <FieldFrame
        name="picture-file"
        label={t`Bild`}
        hint={t`JPEG, PNG eller WebP, högst 10 MB. Uppgifter om plats och kamera tas bort.`}
        error={upload.problem ?? problem}
      >
        {(control) => <FileChooser control={control} upload={upload} accept={IMAGE_TYPES} />}
      </FieldFrame>
      <UploadProgress upload={upload} />
    </>
  );
}
