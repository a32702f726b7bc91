import { Trans, useLingui } from "@lingui/react/macro";
import { useRef } from "react";
import { FileChooser, UploadProgress } from "@/features/upload/FileChooser";
import { IMAGE_TYPES, useImageUpload } from "@/features/upload/image";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { FieldFrame } from "@/ui/Field";
import { fieldError } from "@/ui/FormErrors";
import { TextArea } from "@/ui/TextArea";
import { type ChallengeFields, oneLine } from "./challenge-fields";
import styles from "./ImageField.module.css";

type Props = {
  fields: ChallengeFields;
  set: (change: Partial<ChallengeFields>) => void;
  error: ApiError | null | undefined;
};

/** A picture: sent as soon as it is chosen, then shown, and described in words by whoever chose it. */
export function ImageField({ fields, set, error }: Props) {
  const { t } = useLingui();
  const upload = useImageUpload(({ id, url }) => set({ imageId: id, imageUrl: url }));
  const chooser = useRef<HTMLInputElement>(null);
  const remove = () => {
    set({ imageId: "", imageUrl: "", imageAlt: "" });
    chooser.current?.focus();
  };
  return (
    <>
      <FieldFrame
        name="imageId"
        label={fields.imageId ? t`Byt bild` : t`Bild`}
        hint={t`JPEG, PNG eller WebP, högst 10 MB. Liggande bilder passar bäst. Uppgifter om plats och kamera tas bort.`}
        optional
        error={upload.problem ?? fieldError(error, "imageId")}
      >
        {(control) => <FileChooser ref={chooser} control={control} upload={upload} accept={IMAGE_TYPES} />}
      </FieldFrame>
      <UploadProgress upload={upload} />
      {fields.imageId && <Described fields={fields} set={set} error={error} onRemove={remove} />}
    </>
  );
}

function Described({ fields, set, error, onRemove }: Props & { onRemove: () => void }) {
  const { t } = useLingui();
  return (
    <div className={styles.described}>
      <img src={fields.imageUrl} alt={fields.imageAlt} />
      <TextArea
        name="imageAlt"
        label={t`Beskriv bilden i ord`}
        hint={t`För den som inte ser den. Vad föreställer den?`}
        rows={2}
        style={{ minBlockSize: "4.5rem" }}
        max={300}
        value={fields.imageAlt}
        onChange={(imageAlt) => set({ imageAlt: oneLine(imageAlt) })}
        error={fieldError(error, "imageAlt")}
      />
      <Button variant="plain" onClick={onRemove}>
        <Trans>Ta bort bilden</Trans>
      </Button>
    </div>
  );
}
