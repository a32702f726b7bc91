import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useEffect, useState } from "react";
import { announce } from "@/lib/announce";
import { errorText, fieldErrorText } from "@/lib/error-text";
import { asApiError } from "@/lib/errors";
import { formatDate } from "@/lib/format";
import { Button } from "@/ui/Button";
import { fieldId } from "@/ui/Field";
import styles from "./Comment.module.css";
import { COMMENT_MAX } from "./CommentForm";
import { MentionArea } from "./MentionArea";
import { type Person, withIds, withNames } from "./mention";
import type { Comment } from "./merge";
import { useEditComment } from "./mutations";
import { subjectOf } from "./subject";

/** New words for one's own comment, in its place. */
export function EditComment({ comment, onDone }: { comment: Comment; onDone: () => void }) {
  const { t } = useLingui();
  const [body, setBody] = useState(() => withNames(comment.body ?? "", comment.mentions ?? []));
  const [people, setPeople] = useState<Person[]>(comment.mentions ?? []);
  const edit = useEditComment(comment);
  const name = `edit-${comment.id}`;
  useEffect(() => document.getElementById(fieldId(name))?.focus(), [name]);
  const until = comment.editableUntil && formatDate(comment.editableUntil, "time");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (edit.isPending || !body.trim()) return;
    edit.mutate(
      { body: withIds(body, people) },
      {
        onSuccess: () => {
          announce(t`Kommentaren är ändrad.`);
          onDone();
        },
      },
    );
  };
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <MentionArea
        subject={subjectOf(comment)}
        onMention={(person) => setPeople([...people, person])}
        name={name}
        label={t`Din kommentar`}
        hint={until && t`Den går att ändra till klockan ${until}.`}
        error={edit.error ? refusal(edit.error) : undefined}
        value={body}
        onChange={setBody}
        max={COMMENT_MAX}
      />
      <div className={styles.actions}>
        <Button variant="primary" type="submit" busy={edit.isPending}>
          <Trans>Spara ändringen</Trans>
        </Button>
        <Button variant="plain" onClick={onDone}>
          <Trans>Låt vara</Trans>
        </Button>
      </div>
    </form>
  );
}

function refusal(thrown: unknown): string {
  const error = asApiError(thrown);
  const [first] = error.errors;
  return first ? fieldErrorText(first) : errorText(error);
}
