import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { boundariesQuery } from "@/features/district/queries";
import { DistrictMap } from "@/features/map/DistrictMap";
import type { Schema } from "@/lib/api";
import styles from "./IdeaPage.module.css";

type Props = { idea: Pick<Schema["Idea"], "id" | "title">; place: Schema["Place"] };

/** Where an idea belongs, on a map as wide as the page. It was asked for, and so takes the focus. */
export function IdeaPlace({ idea: { id, title }, place }: Props) {
  const { t } = useLingui();
  const { data } = useQuery(boundariesQuery);
  if (!data) return null;
  return (
    <div className={styles.place}>
      <DistrictMap
        label={t`Karta med idéns plats`}
        features={data.value.features}
        points={[{ id, title, ...place }]}
        takesFocus
      />
    </div>
  );
}
