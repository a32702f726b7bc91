import { Trans } from "@lingui/react/macro";
import { type FormEvent, lazy, Suspense } from "react";
import { RestoredNotice } from "@/features/editing/RestoredNotice";
import { WriteAs } from "@/features/organisation/WriteAs";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { fieldError } from "@/ui/FormErrors";
import { Skeleton } from "@/ui/Skeleton";
import { ChallengeChoice } from "./ChallengeChoice";
import styles from "./IdeaForm.module.css";
import { IdeaFormFields } from "./IdeaFormFields";
import { IdeaSettingFields } from "./IdeaSettingFields";
import { useNewIdea } from "./use-new-idea";

// Whoever writes does not wait for it, and writes on without it where the network is gone.
const SimilarIdeas = lazy(() =>
  import("@/features/search/SimilarIdeas").then(
    (module) => ({ default: module.SimilarIdeas }),
    () => ({ default: Nothing }),
  ),
);
const Nothing = (_: Parameters<typeof import("@/features/search/SimilarIdeas").SimilarIdeas>[0]) => null;

type Props = { challenge: string | undefined; as?: string | undefined };

/** The form for a new idea, begun from a challenge or from none, and by an organisation or by oneself. */
export function NewIdeaForm({ challenge, as }: Props) {
  const form = useNewIdea(challenge, as);
  const { fields, set, challenges } = form;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.send("published");
  };
  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      {form.resumed && <RestoredNotice onDiscard={form.discard} />}
      <IdeaFormFields fields={fields} set={set} error={form.error}>
        <Suspense>
          <SimilarIdeas title={fields.title} body={fields.body} keep={form.keep} />
        </Suspense>
      </IdeaFormFields>
      {challenges.isPending && <Skeleton rows={1} />}
      {challenges.isError && (
        <ErrorState error={challenges.error} onRetry={() => void challenges.refetch()} />
      )}
      {challenges.data && challenges.data.length > 0 && (
        <ChallengeChoice
          challenges={challenges.data}
          values={fields.challengeIds}
          onChange={(challengeIds) => set({ challengeIds })}
          error={fieldError(form.error, "challengeIds")}
        />
      )}
      <IdeaSettingFields fields={fields} set={set} error={form.error} />
      <WriteAs name="organisationId" value={form.organisationId} onChange={form.writeAs} />
      {form.anonymous && (
        <p className={styles.note}>
          <Trans>Vi ber dig logga in när du skickar. Texten sparas under tiden i din webbläsare.</Trans>
        </p>
      )}
      <div className={styles.buttons}>
        <Button variant="primary" type="submit" busy={form.busy === "published"}>
          <Trans>Publicera idén</Trans>
        </Button>
        <Button busy={form.busy === "draft"} onClick={() => form.send("draft")}>
          <Trans>Spara som utkast</Trans>
        </Button>
      </div>
    </form>
  );
}
