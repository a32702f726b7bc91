import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { MarkdownArea } from "@/features/editor/MarkdownArea";
import type { ApiError } from "@/lib/errors";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextField } from "@/ui/TextField";
import styles from "./IdeaForm.module.css";
import { BODY_MAX, type IdeaFields, TITLE_MAX } from "./idea-fields";

type Props = {
  fields: IdeaFields;
  set: (change: Partial<IdeaFields>) => void;
  error: ApiError | undefined;
  /** What stands between the two. */
  children?: ReactNode;
};

/** Title and text of an idea, under what must be put right. */
export function IdeaFormFields({ fields, set, error, children }: Props) {
  const { t } = useLingui();
  const labels = {
    title: t`Rubrik`,
    body: t`Din idé`,
    challengeIds: t`Utmaningar`,
    topicIds: t`Ämnen`,
    districtId: t`Stadsdel`,
  };
  return (
    <>
      <FormErrors error={error} labels={labels} />
      <TextField
        name="title"
        label={labels.title}
        hint={t`Säg vad du vill, så att man förstår av rubriken.`}
        value={fields.title}
        onChange={(title) => set({ title })}
        max={TITLE_MAX}
        error={fieldError(error, "title")}
        dir="auto"
        autoComplete="off"
      />
      {children}
      <MarkdownArea
        name="body"
        label={labels.body}
        hint={t`Varför behövs det, var, och vem kan hjälpa till? Det behöver inte vara färdigt.`}
        value={fields.body}
        onChange={(body) => set({ body })}
        max={BODY_MAX}
        error={fieldError(error, "body")}
        className={styles.body}
        pictures
      />
    </>
  );
}
