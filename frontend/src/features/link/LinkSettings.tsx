import { Trans, useLingui } from "@lingui/react/macro";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, readTagged, type Schema, type Tagged } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import type { ApiError } from "@/lib/errors";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";
import styles from "./Link.module.css";

const linkSettingsQuery = queryOptions({
  queryKey: ["link-settings"],
  queryFn: () => readTagged(api.GET("/link-settings")),
});

/** Whether pages that ideas link to are fetched: told to everybody, chosen by administrators. */
export function LinkSettings() {
  const { t } = useLingui();
  return (
    <Section title={t`Länkar i idéer`}>
      <Present />
    </Section>
  );
}

function Present() {
  const administers = useSession().me?.duties.includes("administer");
  const query = useQuery(linkSettingsQuery);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={1} />;
  return (
    <div className={styles.form}>
      <p>
        {query.data.value.previews ? (
          <Trans>
            Under en idé står vad sidorna som den länkar till säger om sig själva. Det hämtas härifrån, så att
            din webbläsare inte frågar någon annan förrän du följer en länk.
          </Trans>
        ) : (
          <Trans>Sidor som idéer länkar till hämtas inte.</Trans>
        )}
      </p>
      {administers && <Switch now={query.data} />}
    </div>
  );
}

function Switch({ now: { value, etag } }: { now: Tagged<Schema["LinkSettings"]> }) {
  const { t } = useLingui();
  const toast = useToast();
  const client = useQueryClient();
  const previews = !value.previews;
  const save = useMutation<unknown, ApiError>({
    mutationFn: () =>
      readTagged(api.PUT("/link-settings", { params: { header: ifMatch(etag) }, body: { previews } })),
    onSuccess: () =>
      toast({ text: previews ? t`Länkar visas nu med rubrik.` : t`Länkar visas inte längre med rubrik.` }),
    onError: (error) => toast({ text: errorText(error) }),
    onSettled: () => void client.invalidateQueries(),
  });
  return (
    <Button onClick={() => save.mutate()} busy={save.isPending}>
      {previews ? <Trans>Visa sidornas rubriker</Trans> : <Trans>Sluta visa sidornas rubriker</Trans>}
    </Button>
  );
}
