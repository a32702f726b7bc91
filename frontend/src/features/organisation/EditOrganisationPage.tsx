import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { notYours } from "@/features/editing/not-yours";
import type { Schema, Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { FormErrors } from "@/ui/FormErrors";
import { Notice } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";
import styles from "./Organisation.module.css";
import { OrganisationFieldset } from "./OrganisationFieldset";
import { faults, fieldsOf, toEdit } from "./organisation-fields";
import { organisationQuery, useEditOrganisation, useOrganisationRelation } from "./queries";
import { useOrganisationLabels } from "./use-organisation-labels";

type Base = Tagged<Schema["Organisation"]>;

/** Where owners change what their organisation tells about itself. */
export function EditOrganisationPage() {
  const { t } = useLingui();
  const { organisationId } = useParams({ from: "/organisations/$organisationId/edit" });
  const query = useQuery(organisationQuery(organisationId));
  const relation = useOrganisationRelation(organisationId);
  const error = query.error ?? relation.error;
  const refused = relation.data && !relation.data.permissions.includes("edit");
  if (!error && !refused && !(query.data && relation.data)) return <Skeleton rows={4} />;
  return (
    <>
      <PageHeader
        title={t`Ändra organisationen`}
        above={
          <Breadcrumbs>
            <Link to="/organisations/$organisationId" params={{ organisationId }}>
              {query.data?.value.name ?? <Trans>Organisationen</Trans>}
            </Link>
          </Breadcrumbs>
        }
      />
      {error || refused ? (
        <ErrorState error={error ?? notYours()} />
      ) : (
        query.data && <EditForm loaded={query.data} contactEmail={relation.data?.contactEmail} />
      )}
    </>
  );
}

function EditForm({ loaded, contactEmail }: { loaded: Base; contactEmail: string | undefined }) {
  const { t } = useLingui();
  const labels = useOrganisationLabels();
  const { fields, set, send, busy, error } = useEditing(loaded, contactEmail);
  return (
    <div className={styles.page}>
      <form className={styles.form} noValidate onSubmit={send}>
        <FormErrors error={error} labels={labels} />
        {loaded.value.verified && (
          <Notice title={t`Organisationen är verifierad`}>
            <p>
              <Trans>Byter ni namn, slag eller organisationsnummer behöver den verifieras på nytt.</Trans>
            </p>
          </Notice>
        )}
        <OrganisationFieldset fields={fields} set={set} error={error} />
        <Button variant="primary" type="submit" busy={busy}>
          <Trans>Spara</Trans>
        </Button>
      </form>
    </div>
  );
}

// The form keeps what it began with, and its tag, so that nobody's change is overwritten unseen.
function useEditing(loaded: Base, contactEmail: string | undefined) {
  const { t } = useLingui();
  const [base] = useState(loaded);
  const [fields, setFields] = useState(() => fieldsOf(loaded.value, contactEmail));
  const [early, setEarly] = useState<ApiError>();
  const edit = useEditOrganisation(base.value.id);
  const navigate = useNavigate();
  const toast = useToast();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (edit.isPending) return;
    const fault = faults(fields);
    setEarly(fault);
    if (fault) return;
    const onSuccess = () => {
      toast({ text: t`Sidan är sparad.` });
      void navigate({ to: "/organisations/$organisationId", params: { organisationId: base.value.id } });
    };
    edit.mutate({ etag: base.etag, body: toEdit(fields) }, { onSuccess });
  };
  const set = (change: Partial<typeof fields>) => setFields((now) => ({ ...now, ...change }));
  return { fields, set, send, busy: edit.isPending, error: early ?? edit.error ?? undefined };
}
