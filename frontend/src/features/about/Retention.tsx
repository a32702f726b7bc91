import { Trans, useLingui } from "@lingui/react/macro";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, read, type Schema } from "@/lib/api";
import { currentLocale } from "@/lib/i18n";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./About.module.css";
import { formatPeriodOf } from "./period";

const rulesQuery = queryOptions({
  queryKey: ["retention-rules"],
  queryFn: async () => (await read(api.GET("/retention-rules"))).rules,
  staleTime: Number.POSITIVE_INFINITY,
});

/** How long things are kept, as the very job that deletes them has it. */
export function Retention() {
  const query = useQuery(rulesQuery);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={6} />;
  return (
    <>
      <dl className={styles.rules}>
        {query.data.map((rule) => (
          <Rule key={rule.kind} rule={rule} />
        ))}
      </dl>
      <p>
        <Trans>
          Inget av detta bygger på samtycke. Det du visar för andra i din profil bestämmer du själv, och kan
          dölja när du vill.
        </Trans>
      </p>
    </>
  );
}

function Rule({ rule }: { rule: Schema["RetentionRule"] }) {
  const { t } = useLingui();
  const language = currentLocale() === "sv" ? "sv" : "en";
  const ground = {
    "public-task": t`uppgift av allmänt intresse`,
    "legal-obligation": t`rättslig förpliktelse`,
  }[rule.ground];
  return (
    <div>
      <dt>{rule.title[language]}</dt>
      <dd>
        {rule.minutes > 0 && <strong>{formatPeriodOf(rule.minutes)}. </strong>}
        {rule.effect[language]}. <Trans>Grund: {ground}.</Trans>
      </dd>
    </div>
  );
}
