import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import { FileChooser, UploadProgress } from "@/features/upload/FileChooser";
import { useUpload } from "@/features/upload/use-upload";
import { useIdeaRelation } from "@/features/vote/queries";
import { api, read, type Schema } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { FieldFrame } from "@/ui/Field";
import { Section } from "@/ui/Section";
import { useToast } from "@/ui/Toast";
import styles from "./IdeaFiles.module.css";
import { FILE_KINDS, formatBytes, refusal, sendFile } from "./send-file";

/** An idea may have so many. */
const MAX = 10;

/** What an idea has beside its text, to be saved; whoever edits it adds and takes away. Nothing where there is nothing to do either. */
export function IdeaFiles({ idea }: { idea: Schema["Idea"] }) {
  const { t } = useLingui();
  const edits = useIdeaRelation(idea.id)?.permissions.includes("edit") ?? false;
  const files = idea.files ?? [];
  if (files.length === 0 && !edits) return null;
  return (
    <Section title={t`Filer`}>
      <div className={styles.files}>
        {files.length > 0 && (
          <ul>
            {files.map((file) => (
              <li key={file.id}>
                {isPublic(idea) ? (
                  <a href={file.url} download={file.name} dir="auto">
                    {file.name}
                  </a>
                ) : (
                  <Save file={file} />
                )}
                <span>
                  {file.kind.toUpperCase()}, {formatBytes(file.bytes)}
                </span>
                {edits && <TakeAway file={file} />}
              </li>
            ))}
          </ul>
        )}
        {edits && files.length < MAX && <AddFile ideaId={idea.id} />}
      </div>
    </Section>
  );
}

const isPublic = ({ state }: Schema["Idea"]) => state === "published" || state === "merged";

/** Saves what only some may read: a link would not say who asks. */
function Save({ file: { id, name } }: { file: Schema["IdeaFile"] }) {
  const toast = useToast();
  const save = useMutation<Blob, ApiError>({
    mutationFn: () =>
      read(
        api.GET("/files/{fileId}", { params: { path: { fileId: id } }, parseAs: "blob" }),
      ) as Promise<Blob>,
    onSuccess: (blob) => {
      const link = Object.assign(document.createElement("a"), {
        href: URL.createObjectURL(blob),
        download: name,
      });
      link.click();
      URL.revokeObjectURL(link.href);
    },
    onError: (error) => toast({ text: errorText(error) }),
  });
  return (
    <Button variant="plain" onClick={() => save.mutate()} busy={save.isPending}>
      <span dir="auto">{name}</span>
    </Button>
  );
}

function useReread() {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ["ideas"] });
}

function AddFile({ ideaId }: { ideaId: string }) {
  const { t } = useLingui();
  const reread = useReread();
  const upload = useUpload({ send: sendFile(ideaId), refusal, arrived: t`Filen är tillagd.` }, reread);
  return (
    <div className={styles.add}>
      <FieldFrame
        name="file"
        label={t`Lägg till en fil`}
        hint={t`En ritning, en kalkyl eller ett protokoll, högst 10 MB. Filen sparas som den är, också med namn som står i den.`}
        error={upload.problem}
      >
        {(control) => (
          <FileChooser control={control} upload={upload} accept={FILE_KINDS.map((kind) => `.${kind}`)} />
        )}
      </FieldFrame>
      <UploadProgress upload={upload} />
    </div>
  );
}

function TakeAway({ file }: { file: Schema["IdeaFile"] }) {
  const { t } = useLingui();
  const toast = useToast();
  const reread = useReread();
  const remove = useMutation<unknown, ApiError>({
    mutationFn: () => read(api.DELETE("/files/{fileId}", { params: { path: { fileId: file.id } } })),
    onSuccess: () => toast({ text: t`Filen är borttagen.` }),
    onError: (error) => toast({ text: errorText(error) }),
    onSettled: reread,
  });
  const { name } = file;
  return (
    <ConfirmButton
      variant="plain"
      label={t`Ta bort filen`}
      title={t`Ta bort ${name}?`}
      about={name}
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
    >
      <p>
        <Trans>Den försvinner för alla och går inte att få tillbaka.</Trans>
      </p>
    </ConfirmButton>
  );
}
