import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { PageHeader } from "@/ui/PageHeader";
import { SearchField } from "@/ui/SearchField";
import { Results } from "./Results";
import styles from "./Search.module.css";
import { parseLooking, unknown } from "./search";

/** Finds everything that everybody may see. */
export function SearchPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const address = useSearch({ from: "/search" });
  const looking = parseLooking(address);
  const find = (q: string, replace = false) =>
    void navigate({ to: "/search", search: parseLooking({ ...looking, q }), replace, resetScroll: false });
  return (
    <>
      <PageHeader
        title={t`Sök`}
        lead={t`Bland utmaningar, idéer, kommentarer, organisationer, personer och verkstäder.`}
      />
      <div className={styles.page}>
        <SearchField
          label={t`Sök i allt`}
          value={looking.q ?? ""}
          onSearch={(q) => find(q)}
          onPause={(q) => find(q, true)}
        />
        {unknown(address) && (
          <p className={styles.hint} role="status">
            <Trans>Adressen har ett filter som inte finns. Det räknas inte.</Trans>
          </p>
        )}
        {looking.q ? (
          <Results looking={looking} q={looking.q} />
        ) : (
          <p className={styles.hint}>
            <Trans>
              Skriv minst två bokstäver. Citattecken håller ihop ord, och ett minustecken framför ett ord
              utesluter det.
            </Trans>
          </p>
        )}
      </div>
    </>
  );
}
