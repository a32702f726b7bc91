import { t } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { WriteAs } from "@/features/organisation/WriteAs";
import { announce } from "@/lib/announce";
import { saveDraft, useDraft } from "@/lib/draft";
import { errorText } from "@/lib/error-text";
import { asApiError } from "@/lib/errors";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Choice";
import { fieldId } from "@/ui/Field";
import { fieldError } from "@/ui/FormErrors";
import styles from "./Comment.module.css";
import { type Kind, KindField, kindOf } from "./KindField";
import { MentionArea } from "./MentionArea";
import { type Person, withIds } from "./mention";
import type { Comment } from "./merge";
import { useCreateComment } from "./mutations";
import { commentAnchor, WRITE } from "./permalink";
import type { Subject } from "./subject";

/** Characters a comment may hold. */
export const COMMENT_MAX = 5000;

export const emptyDraft = { body: "", kind: "comment", mentioned: [] as string[] };
export const draftKey = (subjectId: string, parentId?: string) =>
  ["comment", subjectId, parentId].filter(Boolean).join(".");

type Props = {
  subject: Subject;
  /** The comment replied to; absent at the first level. */
  parent?: Comment;
  onSent?: (comment: Comment) => void;
  /** Offers a way out, for a form that was opened by a press. */
  onCancel?: () => void;
};

/** Writes a comment. The text is kept in this browser until it is sent, over a sign-in too. */
export function CommentForm({ subject, parent, onSent, onCancel }: Props) {
  const { t } = useLingui();
  const form = useCommentForm(subject, parent, onSent);
  const name = form.name;
  const opened = onCancel !== undefined;
  useEffect(() => {
    if (opened) document.getElementById(fieldId(name))?.focus();
  }, [opened, name]);
  const author = parent?.author?.displayName;
  return (
    <form noValidate className={styles.form} onSubmit={form.submit}>
      <MentionArea
        subject={subject}
        onMention={form.mention}
        name={name}
        label={author ? t`Svar till ${author}` : t`Säg något om idén`}
        error={form.error}
        value={form.body}
        onChange={form.setBody}
        max={COMMENT_MAX}
        dir="auto"
      />
      {!parent && <KindField value={form.kind} onChange={form.setKind} />}
      {subject.official && form.organisationId === "" && (
        <Checkbox
          name={`${name}-official`}
          label={t`Svara för kommunen`}
          hint={t`Ditt namn står kvar, och svaret syns tydligare.`}
          checked={form.official}
          onChange={form.setOfficial}
        />
      )}
      <WriteAs name={`${name}-as`} value={form.organisationId} onChange={form.writeAs} />
      <div className={styles.actions}>
        <Button variant={parent ? "secondary" : "primary"} type="submit" busy={form.busy}>
          {parent ? <Trans>Skicka svaret</Trans> : <Trans>Skicka kommentaren</Trans>}
        </Button>
        {onCancel && (
          <Button variant="plain" onClick={onCancel}>
            <Trans>Avbryt</Trans>
          </Button>
        )}
        {form.anonymous && (
          <p className={styles.note}>
            <Trans>Vi ber dig logga in när du skickar. Texten finns kvar.</Trans>
          </p>
        )}
      </div>
    </form>
  );
}

function useCommentForm(subject: Subject, parent: Comment | undefined, onSent: Props["onSent"]) {
  const { t } = useLingui();
  const { status } = useSession();
  const key = draftKey(subject.id, parent?.id);
  const draft = useDraft(key, emptyDraft);
  const create = useCreateComment(subject);
  const [blank, setBlank] = useState(false);
  const [organisationId, writeAs] = useState("");
  const [official, setOfficial] = useState(false);
  const askToSignIn = useAskToSignIn(parent?.id);
  const name = parent ? `body-${parent.id}` : "body";
  const { body, mentioned } = draft.fields;
  const kind = kindOf(draft.fields.kind);

  const sent = (comment: Comment) => {
    draft.reset();
    setOfficial(false);
    announce(toldOf(comment));
    onSent?.(comment);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending || status === "restoring") return;
    setBlank(!body.trim());
    if (!body.trim()) return void document.getElementById(fieldId(name))?.focus();
    saveDraft(key, draft.fields);
    if (status === "anonymous") return askToSignIn();
    const by = organisationId ? { organisationId } : official && subject.official ? { official } : {};
    const text = withIds(body, mentioned.map(personOf));
    create.mutate(
      { body: text, ...by, ...(parent ? { parentId: parent.id } : { kind }) },
      { onSuccess: sent },
    );
  };
  const failure = create.error && asApiError(create.error);
  const refused = failure && (fieldError(failure, "body") ?? errorText(failure));
  return {
    name,
    body,
    setBody: (text: string) => draft.set({ body: text }),
    mention: ({ id, displayName }: Person) =>
      draft.set({ mentioned: [...mentioned, `${id} ${displayName}`] }),
    kind,
    setKind: (chosen: Kind) => draft.set({ kind: chosen }),
    official,
    setOfficial,
    error: blank && !body.trim() ? t`Skriv något först.` : (refused ?? undefined),
    busy: create.isPending,
    anonymous: status === "anonymous",
    submit,
    organisationId,
    writeAs,
  };
}

function toldOf({ state, parentId }: Comment): string {
  if (state === "waiting") return t`Tack. En moderator läser det du skrev innan andra får se det.`;
  return parentId ? t`Ditt svar är publicerat.` : t`Din kommentar är publicerad.`;
}

// A draft keeps whom it mentions as an id and a name.
const personOf = (kept: string): Person => ({ id: kept.slice(0, 36), displayName: kept.slice(37) });

function useAskToSignIn(parentId: string | undefined) {
  const navigate = useNavigate();
  const anchor = parentId ? commentAnchor(parentId) : WRITE;
  return () => void navigate({ to: "/login", search: { next: `${location.pathname}#${anchor}` } });
}
