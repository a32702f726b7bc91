import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import styles from "@/features/admin/AdminList.module.css";
import { missing } from "@/features/editing/required";
import type { ApiError } from "@/lib/errors";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { Button } from "@/ui/Button";
import { FormErrors } from "@/ui/FormErrors";
import { PageHeader } from "@/ui/PageHeader";
import { useToast } from "@/ui/Toast";
import { FocusAreaFieldset, useFocusAreaLabels } from "./FocusAreaFieldset";
import { nextPosition } from "./moved";
import { focusAreasQuery, useCreateFocusArea } from "./queries";

/** Where an administrator makes a focus area; it goes last. */
export function NewFocusAreaPage() {
  const { t } = useLingui();
  const [fields, setFields] = useState({ title: "", description: "" });
  const [early, setEarly] = useState<ApiError>();
  const areas = useQuery(focusAreasQuery("active")).data;
  const position = areas && nextPosition(areas);
  const create = useCreateFocusArea();
  const labels = useFocusAreaLabels();
  const navigate = useNavigate();
  const toast = useToast();
  const error = early ?? create.error ?? undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    const fault = missing(fields, ["title"]);
    setEarly(fault);
    if (fault) return;
    const onSuccess = async ({ id: focusAreaId }: { id: string }) => {
      await navigate({ to: "/admin/focus-areas/$focusAreaId", params: { focusAreaId } });
      toast({ text: t`Fokusområdet finns nu. Här utser du vilka som leder det.` });
    };
    create.mutate({ ...fields, ...(position && { position }) }, { onSuccess });
  };
  return (
    <>
      <PageHeader title={t`Nytt fokusområde`} above={<Crumbs />} />
      <form className={styles.form} noValidate onSubmit={send}>
        <FormErrors error={error} labels={labels} />
        <FocusAreaFieldset
          fields={fields}
          set={(change) => setFields({ ...fields, ...change })}
          error={error}
        />
        <Button type="submit" variant="primary" busy={create.isPending}>
          <Trans>Skapa fokusområdet</Trans>
        </Button>
      </form>
    </>
  );
}

/** The way back to all focus areas. */
export const Crumbs = () => (
  <Breadcrumbs>
    <Link to="/admin/focus-areas">
      <Trans>Fokusområden</Trans>
    </Link>
  </Breadcrumbs>
);
