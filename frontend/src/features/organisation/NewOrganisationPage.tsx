import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useDraft } from "@/lib/draft";
import type { ApiError } from "@/lib/errors";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { Button } from "@/ui/Button";
import { FormErrors } from "@/ui/FormErrors";
import { PageHeader } from "@/ui/PageHeader";
import { useToast } from "@/ui/Toast";
import styles from "./Organisation.module.css";
import { OrganisationFieldset } from "./OrganisationFieldset";
import { faults, noFields, toCreate } from "./organisation-fields";
import { useFound } from "./queries";
import { useOrganisationLabels } from "./use-organisation-labels";

/** Where anyone signed in starts an organisation. */
export function NewOrganisationPage() {
  const { t } = useLingui();
  const labels = useOrganisationLabels();
  const { fields, set, send, busy, error } = useNewOrganisation();
  return (
    <>
      <PageHeader
        title={t`Starta en organisation`}
        lead={t`Du blir dess ägare och kan bjuda in fler. Den visas som inte verifierad tills en administratör har kontrollerat den.`}
        above={
          <Breadcrumbs>
            <Link to="/organisations">
              <Trans>Organisationer</Trans>
            </Link>
          </Breadcrumbs>
        }
      />
      <div className={styles.page}>
        <form className={styles.form} noValidate onSubmit={send}>
          <FormErrors error={error} labels={labels} />
          <OrganisationFieldset fields={fields} set={set} error={error} />
          <Button variant="primary" type="submit" busy={busy}>
            <Trans>Starta organisationen</Trans>
          </Button>
        </form>
      </div>
    </>
  );
}

function useNewOrganisation() {
  const { t } = useLingui();
  const { fields, set, clear } = useDraft("organisation.new", noFields);
  const [early, setEarly] = useState<ApiError>();
  const found = useFound();
  const navigate = useNavigate();
  const toast = useToast();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (found.isPending) return;
    const fault = faults(fields);
    setEarly(fault);
    if (fault) return;
    found.mutate(toCreate(fields), {
      onSuccess: ({ value }) => {
        clear();
        toast({ text: t`Organisationen är startad.` });
        void navigate({ to: "/organisations/$organisationId", params: { organisationId: value.id } });
      },
    });
  };
  return { fields, set, send, busy: found.isPending, error: early ?? found.error ?? undefined };
}
